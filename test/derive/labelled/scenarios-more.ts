import { html, type Scenario } from './visit.ts'

/** Pages of other makes: drawn anew by script, shadow DOM, lists, games, touch, and libraries that listen in. */
export const MORE: Scenario[] = []

type Run = Scenario['run']
function add(name: string, body: string, script: string, run: Run, more: Partial<Scenario> = {}): void {
  MORE.push({ name, pages: { '/': html(body, script) }, tells: 'nothing', run, ...more })
}

const clicks =
  (selector: string, times = 1, gap = 200, after = 3500): Run =>
  async v => {
    await v.look(1500)
    await v.click(selector, times, gap)
    await v.look(after)
  }
const dead =
  (selector: string, before = 1500): Run =>
  async v => {
    await v.look(before)
    await v.expect('dead')
    await v.click(selector)
    await v.look(4500)
  }
const rage =
  (selector: string, times = 5, gap = 200): Run =>
  async v => {
    await v.look(1500)
    await v.expect('rage', 'dead?')
    await v.click(selector, times, gap)
    await v.look(4000)
  }

const APP = `let s = { t: 0, n: 0 }; const draw = () => { $('#app').innerHTML = '<p>' + s.t + '</p><button id="go">Buy</button><b>' + s.n + '</b>' };
draw(); setInterval(() => { s.t++; draw() }, 1000);`
add('dead button in an app that draws itself anew', '<div id="app"></div>', APP, dead('#go', 2500))
add(
  'button in an app that draws itself anew',
  '<div id="app"></div>',
  `${APP} $('#app').onclick = e => { if (e.target.id === 'go') { s.n++; draw() } }`,
  clicks('#go', 5, 230),
)
add(
  'dead soon after the load, clock',
  '<p class="c">0</p><button id="go">Buy</button>',
  `setInterval(() => { $('.c').textContent = String(Date.now()) }, 1000)`,
  dead('#go', 350),
)
add('dead link without an address', '<a id="go" class="nav-link">Support</a>', '', dead('#go'))
add(
  'dead switch',
  '<div role="switch" aria-checked="false" tabindex="0" id="go">Newsletter</div>',
  '',
  dead('#go'),
)
add(
  'dead, and a library listens',
  '<button id="go">Buy</button>',
  `document.addEventListener('click', () => { document.body.setAttribute('data-last-click', String(Math.random())); const i = document.createElement('img'); i.width = 1; i.height = 1; document.body.append(i) })`,
  dead('#go'),
)
add(
  'dead in shadow DOM',
  '<x-buy id="go"></x-buy>',
  `customElements.define('x-buy', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<button>Buy now</button>' } })`,
  dead('#go'),
)
add(
  'works in shadow DOM',
  '<x-buy id="go"></x-buy>',
  `customElements.define('x-buy', class extends HTMLElement { constructor() { super(); const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<button>Buy now</button><p></p>'; r.querySelector('button').onclick = () => { r.querySelector('p').textContent += 'x' } } })`,
  clicks('#go', 4, 240),
)
add(
  'dead: the class of the focus only',
  '<button id="go">Buy</button>',
  `$('#go').onfocus = () => $('#go').classList.add('is-focused'); $('#go').onblur = () => $('#go').classList.remove('is-focused')`,
  dead('#go'),
)
add('dead, and nothing after it', '<button id="go">Buy</button>', '', async v => {
  await v.look(1500)
  await v.expect('dead')
  await v.click('#go')
  await v.wait(4000)
})
add('rage, and nothing after it', '<button id="go">Buy</button>', '', async v => {
  await v.look(1500)
  await v.expect('rage', 'dead?')
  await v.click('#go', 5, 170)
  await v.wait(4000)
})
add(
  'rage on a card without a hand',
  '<div class="card"><b id="go">Blue mug, 12.00</b></div>',
  '',
  rage('.card', 6, 160),
)
add(
  'rage on a button that says it is off',
  '<button id="go" aria-disabled="true">Continue</button>',
  '',
  rage('#go', 6),
)
add('rage on a button that is off', '<button id="go" disabled>Continue</button>', '', rage('#go', 6))
add(
  'rage with a trembling hand',
  '<div class="btn" id="go"><b>Buy</b> <i>now, it is cheap</i></div>',
  '',
  async v => {
    await v.look(1500)
    await v.expect('rage', 'dead?')
    const box = await v.page.locator('#go').boundingBox()
    for (let i = 0; i < 6; i++) {
      await v.page.mouse.click((box?.x ?? 0) + 20 + (i % 3) * 14, (box?.y ?? 0) + 12 + (i % 2) * 4)
      await v.wait(210)
    }
    await v.look(4000)
  },
)
add(
  'rage on a tab whose page is slow',
  '<div role="tablist"><button role="tab" aria-selected="true">One</button><button role="tab" aria-selected="false" id="go">Two</button></div><div id="p">1</div>',
  `let t; $('#go').onclick = () => { clearTimeout(t); t = setTimeout(() => { $('#p').textContent = '2'; $('#go').setAttribute('aria-selected', 'true') }, 3500) }`,
  async v => {
    await v.look(1500)
    await v.expect('rage')
    await v.click('#go', 5, 260)
    await v.look(5500)
  },
)
for (const tells of ['console', 'signals'] as const) {
  const fails = (name: string, body: string, script: string, run: Run) =>
    add(`${name}, ${tells}`, body, script, run, { tells })
  const error =
    (selector: string): Run =>
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click(selector)
      await v.look(4500)
    }
  fails(
    'fails a moment later',
    '<button id="go">Buy</button>',
    `$('#go').onclick = () => setTimeout(() => reportError(new TypeError('x is null')), 0)`,
    error('#go'),
  )
  fails(
    'fails in a menu',
    '<ul><li><a href="#" id="go" role="menuitem">Delete</a></li></ul>',
    `$('#go').onclick = e => { e.preventDefault(); x.y.z() }`,
    error('#go'),
  )
  fails(
    'fails on a card',
    '<div class="card" id="go">Blue mug</div>',
    `$('#go').onclick = () => { throw new Error('no such product') }`,
    error('#go'),
  )
  fails(
    'shows, then fails',
    '<button id="go">Pay</button><p id="out"></p>',
    `$('#go').onclick = async () => { $('#out').textContent = 'Paying'; await new Promise(r => setTimeout(r, 1200)); throw new Error('gateway') }`,
    async v => {
      await v.look(1500)
      await v.expect('error')
      await v.click('#go')
      await v.look(4500)
    },
  )
  fails(
    'fails twice, with a pause',
    '<button id="go">Buy</button>',
    `$('#go').onclick = () => { undefined.x }`,
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(5000)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  fails(
    'an error long before',
    '<button id="go">Show</button><p id="out"></p>',
    `reportError(new Error('consent')); $('#go').onclick = () => { $('#out').textContent = 'Shown' }`,
    clicks('#go'),
  )
  fails(
    'reads, while something fails',
    '<p id="go">A text to read.</p>',
    `setTimeout(() => reportError(new Error('ad')), 2600)`,
    clicks('#go'),
  )
}
add(
  'like',
  '<button id="go" aria-pressed="false">♡</button>',
  `$('#go').onclick = () => $('#go').setAttribute('aria-pressed', String($('#go').getAttribute('aria-pressed') === 'false'))`,
  clicks('#go', 4, 260),
)
add(
  'tabs',
  '<div role="tablist"><button role="tab" id="go">A</button><button role="tab" id="b">B</button></div><div id="p">A</div>',
  `for (const id of ['go', 'b']) $('#' + id).onclick = () => { $('#p').textContent = id }`,
  async v => {
    await v.look(1500)
    for (const id of ['#b', '#go', '#b', '#go']) {
      await v.click(id)
      await v.wait(300)
    }
    await v.look(3000)
  },
)
add(
  'load more, again and again',
  '<ul id="list"><li>1</li></ul><div style="height:200px"></div><button id="go" style="position:fixed;top:8px;right:8px">More</button>',
  `$('#go').onclick = () => setTimeout(() => { for (let i = 0; i < 3; i++) { const li = document.createElement('li'); li.textContent = 'x'; $('#list').append(li) } }, 900)`,
  clicks('#go', 4, 1300),
)
add(
  'swatches',
  '<div class="card">' +
    ['red', 'blue', 'green', 'gold', 'teal']
      .map((c, i) => `<button class="sw" id="s${i}" style="background:${c}">${c}</button>`)
      .join('') +
    '<div id="p">Mug</div></div>',
  `document.querySelectorAll('.sw').forEach(b => { b.onclick = () => { $('#p').style.color = b.textContent } })`,
  async v => {
    await v.look(1500)
    for (let i = 0; i < 5; i++) {
      await v.click(`#s${i}`)
      await v.wait(200)
    }
    await v.look(3000)
  },
)
add(
  'checks many boxes',
  Array.from(
    { length: 6 },
    (_, i) => `<p><label><input type="checkbox" id="c${i}"> Size ${i}</label></p>`,
  ).join(''),
  '',
  async v => {
    await v.look(1500)
    for (let i = 0; i < 6; i++) {
      await v.click(`#c${i}`)
      await v.wait(150)
    }
    await v.look(3000)
  },
)
add(
  'deletes row by row',
  `<ul id="l">${Array.from({ length: 6 }, (_, i) => `<li>Row ${i} <button class="x" aria-label="Delete">×</button></li>`).join('')}</ul>`,
  `$('#l').onclick = e => { if (e.target.matches('.x')) e.target.closest('li').remove() }`,
  clicks('.x', 5, 260),
)
add(
  'star rating',
  `<div class="card">${[1, 2, 3, 4, 5].map(i => `<span class="btn star" id="s${i}">☆</span>`).join('')}</div>`,
  `document.querySelectorAll('.star').forEach((s, i, all) => { s.onclick = () => all.forEach((o, j) => { o.textContent = j <= i ? '★' : '☆' }) })`,
  async v => {
    await v.look(1500)
    for (const i of [2, 3, 4, 5]) {
      await v.click(`#s${i}`)
      await v.wait(250)
    }
    await v.look(3000)
  },
)
add(
  'pads that play a sound',
  '<div class="card"><button id="go" class="pad">Kick</button></div>',
  `$('#go').onclick = () => { $('#go').classList.add('active'); setTimeout(() => $('#go').classList.remove('active'), 90) }`,
  clicks('#go', 9, 170),
)
add(
  'game beside a canvas',
  '<div class="card"><canvas id="c" width="200" height="100"></canvas><button id="go">Left</button></div>',
  `let x = 90; const c = $('#c').getContext('2d'); $('#go').onclick = () => { c.clearRect(0, 0, 200, 100); c.fillRect(x -= 5, 50, 9, 9) }`,
  clicks('#go', 8, 160),
)
add(
  'undo',
  '<div class="card"><button id="go">Undo</button><ol id="l"><li>a</li><li>b</li><li>c</li><li>d</li><li>e</li><li>f</li></ol></div>',
  `$('#go').onclick = () => $('#l').lastChild.remove()`,
  clicks('#go', 5, 200),
)
add(
  'reloads the page',
  '<button id="go">Reload</button>',
  `$('#go').onclick = () => location.reload()`,
  clicks('#go', 1, 0, 3000),
)
add(
  'goes back',
  '',
  '',
  async v => {
    await v.look(1000)
    await v.click('#on')
    await v.look(1500)
    await v.click('#go')
    await v.look(3000)
  },
  {
    pages: {
      '/': html('<a id="on" href="/products">On</a>'),
      '/products': html('<button id="go">Back</button>', `$('#go').onclick = () => history.back()`),
    },
  },
)
add(
  'an overlay closes by a click beside it',
  '<div id="o" style="position:fixed;inset:0;background:#0008"><div style="background:#fff;margin:200px">News</div></div>',
  `$('#o').onclick = () => $('#o').remove()`,
  clicks('#o'),
)
add(
  'closes a banner',
  '<div class="card" id="b">Cookies? <button id="go">OK</button></div>',
  `$('#go').onclick = () => $('#b').remove()`,
  clicks('#go'),
)
add(
  'sorts a table',
  '<table><thead><tr><th id="go" class="btn">Price</th></tr></thead><tbody id="t"><tr><td>3</td></tr><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>',
  `let up = 1; $('#go').onclick = () => { $('#t').append(...[...$('#t').children].sort((a, b) => up * (a.textContent - b.textContent))); up = -up }`,
  clicks('#go', 4, 300),
)
add(
  'opens a file',
  '<label class="btn" id="go">Upload<input type="file" style="display:none"></label>',
  '',
  clicks('#go'),
)
add(
  'a tooltip that comes by itself',
  '<button id="go">Show</button><p id="out"></p>',
  `setTimeout(() => { const d = document.createElement('div'); d.className = 'toast'; d.textContent = 'News'; document.body.append(d) }, 2500); $('#go').onclick = () => { $('#out').textContent = 'Shown' }`,
  clicks('#go'),
)
add(
  'taps',
  '<div class="card"><button id="go">+</button><b id="n">0</b></div>',
  `let n = 0; $('#go').onclick = () => { $('#n').textContent = String(++n) }`,
  async v => {
    await v.look(1000)
    for (let i = 0; i < 5; i++) {
      await v.page.locator('#go').tap({ noWaitAfter: true })
      await v.wait(220)
    }
    await v.look(2500)
  },
)
add('dead tap', '<button id="go" style="width:300px;height:120px">Buy</button>', '', async v => {
  await v.wait(1500)
  await v.expect('dead')
  await v.page.touchscreen.tap(100, 200)
  await v.wait(3000)
  await v.page.touchscreen.tap(400, 600)
  await v.wait(1500)
})
