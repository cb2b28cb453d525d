import { press, site, strangers, tap } from './stranger.ts'

const { all, visit } = strangers('visitor')
/** Written after the rules had learnt from the strangers; trees, tables, chats, quizzes, games, stopwatches. */
export const VISITOR_APPS = all

const page = (body: string, script = '', style = '') =>
  site(
    `.w{max-width:720px;margin:20px auto}.r{padding:6px;border-bottom:1px solid #eee}.p{cursor:pointer}button{padding:7px 12px}table{width:100%}th,td{padding:6px;text-align:left}${style}`,
    `<div class="w">${body}</div>`,
    script,
  )

visit(
  'a tree grows when its branches arrive',
  page(
    '<div id="t"><div class="r p" role="treeitem" aria-expanded="false" id="b">▸ Documents</div></div>',
    `$('#b').onclick = async () => { if ($('#b').getAttribute('aria-expanded') === 'true') { $('#b').setAttribute('aria-expanded', 'false'); $$('.leaf').forEach(l => l.remove()); return } await fetch('/api/any?after=1200'); $('#b').setAttribute('aria-expanded', 'true'); for (const n of ['Letters', 'Bills']) $('#b').insertAdjacentHTML('afterend', '<div class="r leaf">' + n + '</div>') }`,
  ),
  async v => {
    await v.wait(1400)
    await v.click('#b')
    await v.wait(3200)
    await v.click('#b')
    await v.wait(4000)
  },
)
visit(
  'a tree whose branches never arrive',
  page(
    '<div id="t"><div class="r p" role="treeitem" aria-expanded="false" id="b">▸ Documents</div><div class="r">Pictures</div></div>',
  ),
  async v => {
    await v.wait(1400)
    await v.expect('dead')
    await v.click('#b')
    await v.wait(4500)
  },
)
const ROWS = `const rows = [['Ada', 36], ['Bob', 20], ['Cy', 51]]; let up = 1; const draw = () => { $('tbody').innerHTML = rows.map(r => '<tr><td>' + r[0] + '</td><td>' + r[1] + '</td></tr>').join('') }; draw();`
visit(
  'a table is sorted up, down and up',
  page(
    '<table><thead><tr><th class="p" id="n">Name ↕</th><th>Age</th></tr></thead><tbody></tbody></table>',
    `${ROWS} $('#n').onclick = () => { up = -up; rows.sort((a, b) => up * a[0].localeCompare(b[0])); draw() }`,
  ),
  async v => {
    await v.wait(1400)
    await v.click('#n', 4, 420)
    await v.wait(4000)
  },
)
visit(
  'a heading of a table that does not sort',
  page(
    '<table><thead><tr><th class="p" id="n">Name ↕</th><th>Age</th></tr></thead><tbody></tbody></table>',
    ROWS,
  ),
  async v => {
    await v.wait(1400)
    await v.expect('dead')
    await v.click('#n')
    await v.wait(4500)
  },
)
visit(
  'five hearts into a message',
  page(
    '<textarea id="m" rows="2"></textarea><div id="e"><span class="p h">❤️</span> <span class="p">👍</span></div>',
    `$('#e').onclick = e => { if (e.target.tagName === 'SPAN') $('#m').value += e.target.textContent }`,
  ),
  async v => {
    await v.wait(1400)
    await press(v, '.h', 5, 210)
    await v.wait(4000)
  },
)
visit(
  'a message is sent in vain',
  page(
    '<div id="log"></div><input id="m"><button id="go">Send</button>',
    `$('#go').onclick = async () => { $('#log').insertAdjacentHTML('beforeend', '<div class="r">' + $('#m').value + '</div>'); $('#m').value = ''; await fetch('/api/any?status=500&after=300', { method: 'POST' }) }`,
  ),
  async v => {
    await v.wait(1200)
    await v.click('#m')
    await v.page.keyboard.type('hello', { delay: 60 })
    await v.expect('error')
    await v.click('#go')
    await v.wait(4500)
  },
)
visit(
  'questions are answered, one after the other',
  page(
    '<h2 id="q">Question 1</h2><div id="a"></div><button id="next" disabled>Next</button>',
    `let n = 1; const draw = () => { $('#q').textContent = 'Question ' + n; $('#a').innerHTML = ['Yes', 'No', 'Perhaps'].map(x => '<div class="r p">' + x + '</div>').join(''); $('#next').disabled = true }; draw(); $('#a').onclick = e => { $$('#a .r').forEach(r => { r.style.background = r === e.target ? '#cfc' : '' }); $('#next').disabled = false }; $('#next').onclick = () => { n++; draw() }`,
  ),
  async v => {
    await v.wait(1400)
    for (let i = 1; i < 4; i++) {
      await press(v, `#a .r:nth-child(${i})`)
      await v.wait(450)
      await press(v, '#next')
      await v.wait(600)
    }
    await v.wait(3500)
  },
)
visit(
  'next, next, next, and no answer was chosen',
  page(
    '<h2>Question 1</h2><div class="r p">Yes</div><div class="r p">No</div><div class="next p" id="next" aria-disabled="true">Next</div>',
  ),
  async v => {
    await v.wait(1400)
    await v.expect('rage', 'dead?')
    await v.click('#next', 5, 260)
    await v.wait(4500)
  },
)
visit(
  'cookies are accepted, and the banner slides away',
  page(
    '<p>Text</p><div id="ck" style="position:fixed;bottom:0;left:0;right:0;background:#eee;padding:20px;transition:transform .3s">We use cookies <button id="ok">Accept</button></div>',
    `$('#ok').onclick = () => { $('#ck').style.transform = 'translateY(100%)'; setTimeout(() => $('#ck').remove(), 350) }`,
  ),
  async v => {
    await v.wait(1400)
    await v.click('#ok')
    await v.wait(4500)
  },
)
visit(
  'cookies cannot be managed',
  page(
    '<p>Text</p><div style="position:fixed;bottom:0;left:0;right:0;background:#eee;padding:20px">We use cookies <a class="p" id="mg">Manage options</a> <button>Accept</button></div>',
    `setInterval(() => { document.title = 'Site ' + Math.random() }, 900)`,
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#mg')
    await v.wait(4500)
  },
)
visit(
  'six answers of a list of questions are unfolded',
  page(
    [1, 2, 3, 4, 5, 6]
      .map(i => `<div class="q"><h4 class="p">Question ${i}</h4><p hidden>Answer ${i}</p></div>`)
      .join(''),
    `document.querySelector('.w').onclick = e => { if (e.target.tagName === 'H4') { const p = e.target.nextElementSibling; p.hidden = !p.hidden } }`,
  ),
  async v => {
    await v.wait(1400)
    for (let i = 1; i <= 6; i++) {
      await press(v, `.q:nth-child(${i}) h4`)
      await v.wait(300)
    }
    await v.wait(4000)
  },
)
visit(
  'a heading that looks like a fold, hit in anger',
  page('<h3 id="h">▸ Details of delivery</h3><p>Text below it.</p>'),
  async v => {
    await v.wait(1400)
    await v.expect('rage', 'dead?')
    await v.click('#h', 6, 190)
    await v.wait(4500)
  },
)
visit(
  'the password is shown and hidden',
  page(
    '<input type="password" id="pw" value="secret"><button id="eye" aria-label="Show">👁</button>',
    `$('#eye').onclick = () => { $('#pw').type = $('#pw').type === 'text' ? 'password' : 'text' }`,
  ),
  async v => {
    await v.wait(1400)
    await v.click('#eye', 2, 900)
    await v.wait(4500)
  },
)
visit(
  'the search is emptied by its cross',
  page(
    '<input id="s" value="lamp"><span class="p" id="x">×</span>',
    `$('#x').onclick = () => { $('#s').value = ''; $('#s').focus() }`,
  ),
  async v => {
    await v.wait(1400)
    await v.click('#x')
    await v.wait(4500)
  },
)
const PAGED = (after: number) =>
  `let n = 1, c; $('#n').onclick = async () => { n++; $('#no').textContent = n; history.replaceState({}, '', '?page=' + n); c?.abort(); c = new AbortController(); try { await fetch('/api/any?after=${after}', { signal: c.signal }); $('#l').innerHTML = '<div class="r">Result ' + n * 10 + '</div>' } catch {} }`
visit(
  'quickly to page six, which alone is loaded',
  page(
    '<div id="l"><div class="r">Result 10</div></div><button id="n">Next page</button> <b id="no">1</b>',
    PAGED(500),
  ),
  async v => {
    await v.wait(1400)
    await v.click('#n', 5, 230)
    await v.wait(4500)
  },
)
const REDRAWN = (click: string) =>
  `let s = { t: 0, n: 0 }; const draw = () => { $('.w').innerHTML = '<h3>Bids</h3><p>' + s.t + ' s left</p><button id="go">Bid</button> <i>' + s.n + ' bids</i>' }; draw(); setInterval(() => { s.t++; draw() }, 500); document.querySelector('.w').onclick = e => { if (e.target.id === 'go') { ${click} } }`
visit('a bid in a page that draws itself twice a second', page('', REDRAWN('s.n++; draw()')), async v => {
  await v.wait(2300)
  await v.click('#go')
  await v.wait(2700)
  await v.click('#go')
  await v.wait(5200)
})
visit('a bid nobody takes, in a page that draws itself twice a second', page('', REDRAWN('')), async v => {
  await v.wait(2300)
  await v.expect('dead')
  await v.click('#go')
  await v.wait(6200)
})
visit(
  'a stopwatch is started, stopped and started',
  page(
    '<h2 id="c">0.0</h2><button id="go">Start</button>',
    `let t, n = 0; $('#go').onclick = () => { if (t) { clearInterval(t); t = 0 } else t = setInterval(() => { $('#c').textContent = (++n / 10).toFixed(1) }, 100) }`,
  ),
  async v => {
    await v.wait(1600)
    for (let i = 0; i < 4; i++) {
      await v.click('#go')
      await v.wait(2600)
    }
    await v.wait(2500)
  },
)
visit(
  'pairs of cards are sought',
  page(
    `<div>${Array.from({ length: 6 }, (_, i) => `<span class="card p" data-i="${i}">${'abc'[i % 3]}</span>`).join('')}</div>`,
    `let open = []; document.querySelector('.w').onclick = e => { const c = e.target.closest('.card'); if (!c || open.length > 1) return; c.classList.add('up'); open.push(c); if (open.length === 2) setTimeout(() => { open.forEach(o => o.classList.remove('up')); open = [] }, 700) }`,
    '.card{display:inline-block;width:70px;height:90px;margin:4px;background:#357;color:#357}.card.up{background:#fff}',
  ),
  async v => {
    await v.wait(1500)
    for (const i of [1, 2, 1, 4, 2, 5]) {
      await press(v, `.card:nth-child(${i})`)
      await v.wait(i % 2 ? 350 : 1000)
    }
    await v.wait(3500)
  },
)
visit(
  'a tap on a menu that stays shut',
  page('<div class="p" id="m">☰ Menu</div><p>Welcome</p>'),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await tap(v, '#m')
    await v.wait(4500)
  },
)
visit(
  'a file is opened by two clicks, marked by one',
  page(
    '<div id="f" class="r" style="cursor:default">📁 Letters</div><div id="o"></div>',
    `$('#f').onclick = () => { $('#f').style.background = '#def' }; $('#f').ondblclick = () => { $('#o').innerHTML = '<div class="r">To Ada</div>' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.page.locator('#f').dblclick()
    await v.wait(4500)
  },
)
visit(
  'what is chosen already is clicked again',
  page(
    '<div role="tablist"><button role="tab" aria-selected="true" id="t">Overview</button><button role="tab" aria-selected="false">Prices</button></div><label><input type="radio" name="r" checked id="r"> Monthly</label>',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#t')
    await v.wait(3500)
    await v.click('#r')
    await v.wait(4500)
  },
)
