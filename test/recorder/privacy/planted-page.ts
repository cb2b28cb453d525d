/** Shown anywhere, these are masked: they look like what they are. */
export const SECRETS_BY_LOOK = [
  '4242 4242 4242 4242',
  '5555-5555-5555-4444',
  '378282246310005',
  'jane.secret@example.com',
  'Bearer aBcD.eFgH-1234',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.dBjftJeZ4CVPmB92K27uhbUJU1p1r',
  'sk_live_51HfNqKJ2eZvKYlo2C',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  '9f86d081884c7d659a2feaa0c55ad015',
]

/** Words that must not leave because of where they stand. */
export const SECRETS_BY_PLACE = Array.from(
  { length: 80 },
  (_, at) => `planted${String.fromCharCode(97 + (at % 26))}${at}x`,
)

/** What the fragments of a secret are that a half-masked one would leave behind. */
export const TRACES = [
  '4242 4242',
  '5555-5555',
  '378282246310005',
  'jane.secret',
  'aBcD.eFgH',
  'eyJhbGciOiJIUzI1NiJ9',
  'dBjftJeZ4CVPmB92K27uhbUJU1p1r',
  '51HfNqKJ2eZvKYlo2C',
  '16C7e42F292c6912E7710c838347Ae178B4a',
  '9f86d081884c7d659a2feaa0c55ad015',
]

const INPUT_TYPES = [
  'text',
  'search',
  'tel',
  'url',
  'email',
  'password',
  'hidden',
  'number',
  'date',
  'time',
  'month',
  'week',
  'datetime-local',
  'color',
  'range',
]
/** Values that only fit their type; they are looked for as well. */
export const TYPED_VALUES: Record<string, string> = {
  number: '731973',
  date: '1971-03-17',
  time: '03:47',
  month: '1973-07',
  week: '1979-W11',
  'datetime-local': '1977-05-19T03:51',
  color: '#a1b2c7',
  range: '73.19',
}

/** A page with a secret in every place a page can hold one. `at` deals out the words. */
export function plantedPage(): { html: string; words: string[] } {
  const words: string[] = []
  const word = () => {
    const next = SECRETS_BY_PLACE[words.length]
    if (!next) throw new Error('The planted page needs more words.')
    words.push(next)
    return next
  }
  const looks = SECRETS_BY_LOOK.join(' and ')
  const shadow = `<p>shadow ${looks}</p><input value="${word()}"><a href="/s?k=${word()}">s</a>`
  const html = `<!doctype html><html><head>
<title>Account of ${looks}</title>
<meta name="csrf-token" content="${word()}"><meta name="user" content="${word()}">
<meta property="og:url" content="/x?a=${word()}">
<link rel="canonical" href="/here?who=${word()}">
<base href="/base?b=${word()}">
<style>.a { background: url("/bg.png?sig=${word()}") } @import "/other.css?i=${word()}";</style>
<script type="application/json">{"state":"${word()}"}</script>
<!-- comment ${word()} -->
</head><body onload="/* ${word()} */" data-owner="${SECRETS_BY_LOOK[3]}">
<p id="shown">Shown words stay. ${looks}</p>
<p title="${looks}" aria-label="${looks}" data-note="${looks}">attributes</p>
${INPUT_TYPES.map(type => `<input type="${type}" value="${TYPED_VALUES[type] ?? word()}">`).join('\n')}
<input name="q" placeholder="${SECRETS_BY_LOOK[3]}" value="${word()}">
<input type="checkbox" checked value="${word()}"><input type="radio" name="r" checked value="${word()}">
<input type="submit" value="Pay ${SECRETS_BY_LOOK[0]}">
<input autocomplete="one-time-code" value="${word()}"><input autocomplete="cc-number" value="${word()}">
<textarea>${word()}</textarea>
<select><option value="x${word()}" label="to ${SECRETS_BY_LOOK[3]}">option ${looks}</option></select>
<div contenteditable="true">draft ${word()}<b>bold ${word()}</b></div>
<a id="link" href="/path?token=${word()}&page=2#access_token=${word()}" ping="/ping?p=${word()}">link</a>
<a href="https://user:${word()}@example.test/x">with a password</a>
<a href="mailto:${SECRETS_BY_LOOK[3]}?subject=${word()}">mail</a><a href="javascript:alert('${word()}')">js</a>
<a href="data:text/plain,${word()}">file</a>
<img src="/i.png?sig=${word()}" alt="${looks}" srcset="/i1.png?s=${word()} 1x, /i2.png?s=${word()} 2x">
<img data-src="/lazy.png?sig=${word()}">
<form action="/go?state=${word()}"><button formaction="/go2?state=${word()}" value="${SECRETS_BY_LOOK[3]}">go</button></form>
<video poster="/poster.jpg?k=${word()}"><source src="/v.mp4?k=${word()}"></video>
<object data="/o?k=${word()}"></object>
<div style="background-image: url(/b.png?k=${word()})" onclick="go('${word()}')">styled</div>
<svg><use href="/icons.svg?v=${word()}#cart"></use><text>${looks}</text></svg>
<user-card email="${SECRETS_BY_LOOK[3]}" link="/c?k=${word()}"></user-card>
<div style='background: image-set("/is.png?k=${word()}" 1x)'></div>
<map><area href="/area?k=${word()}"></map><blockquote cite="/cite?k=${word()}">q</blockquote>
<embed src="/embed?k=${word()}"><video><track src="/t.vtt?k=${word()}"></video><datalist><option value="${word()}"></datalist>
<svg><a xlink:href="/xl?k=${word()}"><image href="/im.png?k=${word()}"></image></a></svg>
<noscript><img src="/pixel?u=${word()}"></noscript>
<iframe srcdoc="<title>${looks}</title><p>frame ${looks}</p><input value='${word()}'><a href='/f?k=${word()}'>f</a>"></iframe>
<div id="host"></div>
<div data-segreel="mask"><p title="${word()}">${word()}</p></div>
<div data-segreel="block"><p>${word()}</p></div>
<input data-segreel="ignore" value="${word()}">
<script>document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(shadow)}</script>
</body></html>`
  return { html, words }
}
