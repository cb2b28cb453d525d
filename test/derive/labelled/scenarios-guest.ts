import { press, site, strangers } from './stranger.ts'
import type { Visitor } from './visit.ts'

const { all, visit } = strangers('guest')
/** Written last, to ask the rules once more about what they had not seen. */
export const GUEST = all

const page = (body: string, script = '', style = '') =>
  site(
    `.m{max-width:700px;margin:20px auto}.k{cursor:pointer;padding:6px}button{padding:7px 12px}${style}`,
    `<div class="m">${body}</div>`,
    script,
  )
const one =
  (selector: string, ...labels: ('dead' | 'error' | 'slow' | 'rage' | 'dead?')[]) =>
  async (v: Visitor) => {
    await v.wait(2600)
    if (labels.length > 0) await v.expect(...labels)
    await v.click(selector)
    await v.wait(5500)
  }
const chart = (click: string) =>
  page(
    '<svg id="c" width="400" height="120"></svg><button id="go">Last month</button><button>Last year</button>',
    `let n = 30; const draw = () => { $('#c').innerHTML = Array.from({ length: n }, (_, i) => '<rect x="' + i * 12 + '" y="20" width="9" height="' + (20 + (i * 37) % 70) + '"></rect>').join('') }; draw(); $('#go').onclick = () => { ${click} }`,
  )
visit('a chart of another month', chart('n = 12; draw()'), one('#go'))
visit('a chart that stays', chart('draw()'), one('#go', 'dead'))
const plot = (click: string) =>
  page(
    '<div><canvas id="c" width="400" height="160"></canvas></div><p id="sum">Sum 40</p><button id="go">Refresh</button>',
    `const g = $('#c').getContext('2d'); g.fillRect(10, 10, 50, 50); $('#go').onclick = () => { ${click} }`,
  )
visit('a plot is drawn anew', plot(`g.clearRect(0, 0, 400, 160); g.fillRect(80, 10, 90, 90)`), one('#go'))
const quotes = (click: string) =>
  page(
    '<table id="t"></table><button id="go">Buy</button><p id="o"></p>',
    `const n = ['A', 'B', 'C', 'D']; setInterval(() => { $('#t').innerHTML = n.map(x => '<tr><td>' + x + '</td><td class="' + (Math.random() > .5 ? 'up' : 'down') + '">' + Math.round(Math.random() * 90) + '</td></tr>').join('') }, 240); $('#go').onclick = () => { ${click} }`,
    '.up{color:green}.down{color:red}',
  )
visit('bought beside quotes that never rest', quotes(`$('#o').textContent = 'Bought'`), one('#go'))
visit('not bought beside quotes that never rest', quotes(''), one('#go', 'dead'))
const cards = (click: string) =>
  page(
    '<div id="l"></div>',
    `const s = [{ n: 'Tea', k: 1 }, { n: 'Rum', k: 0 }]; const draw = () => { $('#l').innerHTML = s.map((x, i) => '<div class="card"><b>' + x.n + '</b> <span>' + x.k + '</span> <button class="go" data-i="' + i + '">Vote</button></div>').join('') }; draw(); setInterval(draw, 300); $('#l').onclick = e => { const i = e.target.dataset?.i; if (i) { ${click} } }`,
  )
visit('votes in a list drawn anew all the time', cards('s[i].k++; draw()'), async v => {
  await v.wait(2500)
  await press(v, '.go', 4, 500)
  await v.wait(5000)
})
visit('votes that do not count, in a list drawn anew all the time', cards(''), async v => {
  await v.wait(2500)
  await v.expect('rage', 'dead?')
  await press(v, '.go', 5, 400)
  await v.wait(6000)
})
visit(
  'an endless bar of progress beside a dead button',
  page(
    '<progress id="p" max="100"></progress><button id="go">Cancel</button>',
    `let n = 0; setInterval(() => { n = (n + 1) % 100; $('#p').value = n }, 120)`,
  ),
  one('#go', 'dead'),
)
visit(
  'an upload is cancelled',
  page(
    '<div id="bar" style="height:8px;width:0;background:#06c"></div><button id="go">Cancel</button>',
    `let n = 0; const t = setInterval(() => { $('#bar').style.width = Math.min(100, ++n) + '%' }, 120); $('#go').onclick = () => clearInterval(t)`,
  ),
  one('#go'),
)
visit(
  'a slide show is paused',
  page(
    '<div id="s">Slide 0</div><button id="go">Pause</button>',
    `let n = 0; const t = setInterval(() => { $('#s').textContent = 'Slide ' + ++n }, 800); $('#go').onclick = () => clearInterval(t)`,
  ),
  one('#go'),
)
visit(
  'a filter finds the very same',
  page(
    '<div id="l"><p>Lamp</p><p>Lantern</p></div><button id="go">In stock only</button>',
    `$('#go').onclick = async () => { $('#go').setAttribute('aria-pressed', 'true'); await fetch('/api/any?after=500'); $('#l').innerHTML = '<p>Lamp</p><p>Lantern</p>' }`,
  ),
  one('#go'),
)
visit(
  'a reload that brings nothing new',
  page(
    '<div id="l"><p>Lamp</p><p>Lantern</p></div><button id="go">Reload</button>',
    `$('#go').onclick = async () => { const r = await fetch('/api/any?after=400'); $('#l').innerHTML = '<p>Lamp</p><p>Lantern</p>' }`,
  ),
  one('#go', 'dead?'),
)
visit(
  'a hamburger by style of its neighbour',
  page(
    '<button id="go" aria-label="Menu">☰</button><nav class="drawer">Home, Shop, Help</nav>',
    `$('#go').onclick = () => document.body.classList.toggle('nav-open')`,
    '.drawer{position:fixed;left:-300px;top:0;width:260px;transition:left .2s}.nav-open .drawer{left:0}',
  ),
  one('#go'),
)
visit(
  'a variable of the style sheet',
  page(
    '<button id="go">Warm</button><p style="background:var(--c,#fff)">Text</p>',
    `$('#go').onclick = () => document.documentElement.style.setProperty('--c', '#fea')`,
  ),
  one('#go'),
)
visit(
  'a rule is put into the sheet',
  page(
    '<button id="go">Grid</button><div id="g"><p>1</p><p>2</p></div>',
    `$('#go').onclick = () => { document.styleSheets[0].insertRule('#g{display:flex;gap:20px}', 0) }`,
  ),
  one('#go'),
)
visit(
  'adopted by the document',
  page(
    '<button id="go">Contrast</button><p>Text</p>',
    `const s = new CSSStyleSheet(); $('#go').onclick = () => { s.replaceSync('p{background:#000;color:#fff}'); document.adoptedStyleSheets = [s] }`,
  ),
  one('#go'),
)
visit(
  'an animation of the browser answers',
  page(
    '<button id="go">Shake</button><div id="b" style="width:60px;height:60px;background:#c66"></div>',
    `$('#go').onclick = () => { $('#b').style.marginLeft = '200px' }`,
  ),
  one('#go'),
)
visit('the visit ends soon after a dead click', page('<button id="go">Order</button>'), async v => {
  await v.wait(2500)
  await v.expect('dead')
  await v.click('#go')
  await v.wait(2600)
})
visit(
  'three dead things, one after the other',
  page(
    '<p><button id="a">Colours</button></p><p style="margin-top:120px"><button id="b">Sizes</button></p><p style="margin-top:120px"><span class="k" id="c">Notes</span></p>',
  ),
  async v => {
    await v.wait(1800)
    for (const id of ['#a', '#b', '#c']) {
      await v.expect('dead')
      await v.click(id)
      await v.wait(3200)
    }
    await v.wait(2500)
  },
)
visit(
  'a dead click, and then a link',
  page('<button id="a">Size chart</button> <a href="/next" id="b">Next mug</a>'),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#a')
    await v.wait(3000)
    await v.click('#b')
    await v.wait(3500)
  },
  { pages: { '/next': page('<h1>Next mug</h1>') } },
)
visit(
  'an error that the page tells in a window',
  page(
    '<button id="go">Pay</button>',
    `$('#go').onclick = async () => { const r = await fetch('/api/any?status=500&after=400', { method: 'POST' }); if (!r.ok) document.querySelector('.m').insertAdjacentHTML('beforeend', '<div role="alert">We could not take your payment.</div>') }`,
  ),
  one('#go', 'error'),
)
visit(
  'two requests, of which the unimportant one fails',
  page(
    '<button id="go">Open</button><p id="o"></p>',
    `$('#go').onclick = async () => { fetch('/api/any?status=500&body=ads').catch(() => {}); await fetch('/api/any?after=300&body=item'); $('#o').textContent = 'Opened' }`,
  ),
  async v => {
    await v.wait(1800)
    await v.expect('error?')
    await v.click('#go')
    await v.wait(5000)
  },
)
visit(
  'a form of many fields, each clicked and filled',
  page(
    `<form>${[1, 2, 3, 4].map(i => `<label>Field ${i} <input id="i${i}"></label><br>`).join('')}<label><input type="checkbox" id="ok"> I agree</label></form>`,
  ),
  async v => {
    await v.wait(1500)
    for (const i of [1, 2, 3, 4]) {
      await v.click(`#i${i}`)
      await v.page.keyboard.type('abc', { delay: 50 })
    }
    await v.click('#ok')
    await v.wait(4500)
  },
)
