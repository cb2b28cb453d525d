import { clicks, type Run, scenarioList } from './scenario-list.ts'

const { all, add } = scenarioList()
/** Pages of other makes that fail their visitors: drawn anew by script, shadow DOM, libraries that listen in. */
export const MORE = all

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
