import { press, site, strangers } from './stranger.ts'
import type { Visitor } from './visit.ts'

const { all, visit } = strangers('visitor')
/** Written after the rules had learnt from the strangers; failures, waits, whole pages, long ways. */
export const VISITOR_PAGES = all

const page = (body: string, script = '', style = '') =>
  site(
    `article{max-width:680px;margin:24px auto}a,button{margin-right:12px}${style}`,
    `<article>${body}</article>`,
    script,
  )
const one =
  (selector: string, ...labels: ('dead' | 'error' | 'slow' | 'rage' | 'dead?' | 'error?')[]) =>
  async (v: Visitor) => {
    await v.wait(1600)
    if (labels.length > 0) await v.expect(...labels)
    await v.click(selector)
    await v.wait(5200)
  }

visit(
  'a part of the program cannot be loaded',
  page(
    '<button id="go">Open editor</button>',
    `$('#go').onclick = async () => { const m = await import('/chunk-77.js'); m.open() }`,
  ),
  one('#go', 'error', 'dead?'),
)
visit(
  'the page breaks and says that something went wrong',
  page(
    '<div id="app"><button id="go">Profile</button></div>',
    `$('#go').onclick = () => { try { null.name } catch (e) { console.error('The above error occurred in <Profile>:', e); $('#app').innerHTML = '<h2>Something went wrong.</h2>' } }`,
  ),
  one('#go', 'error'),
)
visit(
  'something is searched and not found',
  page(
    '<input id="q" value="zzz"><button id="go">Search</button><p id="o"></p>',
    `$('#go').onclick = async () => { const r = await fetch('/api/any?status=404&after=500'); $('#o').textContent = r.ok ? 'Found' : 'Nothing found for zzz' }`,
  ),
  one('#go'),
)
visit(
  'a pixel of others fails at every frame',
  page(
    '<button id="go">Show</button><p id="o"></p>',
    `setInterval(() => { throw new Error('Cannot read properties of null') }, 250); $('#go').onclick = () => { $('#o').textContent = 'Shown' }`,
  ),
  one('#go'),
)
visit(
  'a failure of the loading page comes just after a click',
  page(
    '<button id="go">Show</button><p id="o"></p>',
    `setTimeout(() => { throw new Error('widget timed out') }, 2900); $('#go').onclick = () => { $('#o').textContent = 'Shown' }`,
  ),
  one('#go'),
)
visit(
  'a link to a part that is not there',
  page('<a href="#warranty" id="go">Warranty</a><p>Text</p>'),
  one('#go', 'dead'),
)
visit(
  'in a window above a page that moves',
  page(
    '<div id="s" style="transform:translateX(0)">Slides</div><div role="dialog" style="position:fixed;inset:120px;background:#fff;border:1px solid"><h3>Invite</h3><button id="go">Send invitation</button></div>',
    `let n = 0; setInterval(() => { $('#s').style.transform = 'translateX(' + ++n % 3 * 200 + 'px)' }, 1500)`,
  ),
  one('#go', 'dead'),
)
visit(
  'an answer in three and a half seconds',
  page(
    '<button id="go">Check</button><p id="o"></p>',
    `$('#go').onclick = async () => { await fetch('/api/any?after=3500'); $('#o').textContent = 'All is well' }`,
  ),
  one('#go', 'slow'),
)
visit(
  'told far away after two and a half seconds',
  page(
    '<button id="go">Subscribe</button>',
    `$('#go').onclick = async () => { await wait(2400); const d = document.createElement('div'); d.style = 'position:fixed;top:8px;right:8px;background:#dfd;padding:12px'; d.textContent = 'You are subscribed'; document.body.append(d) }`,
  ),
  one('#go'),
)
visit(
  'a hint at the end of the document',
  page(
    '<button id="go">?</button>',
    `$('#go').onclick = () => { const d = document.createElement('div'); d.setAttribute('role', 'tooltip'); d.style = 'position:absolute;left:300px;top:90px;background:#333;color:#fff'; d.textContent = 'Numbers of last year'; document.body.append(d) }`,
  ),
  one('#go'),
)
visit(
  'the whole screen',
  page(
    '<button id="go">Full screen</button><p>Picture</p>',
    `$('#go').onclick = () => { document.documentElement.requestFullscreen().catch(() => {}) }`,
  ),
  one('#go'),
)
visit(
  'another style sheet',
  page(
    '<button id="go">Large letters</button><p>Text</p>',
    `$('#go').onclick = () => { const s = document.createElement('style'); s.textContent = 'body{font-size:22px}'; document.head.append(s) }`,
  ),
  one('#go'),
)
visit(
  'up to the top, slowly',
  page(
    `<div style="height:2400px">Text</div><button id="go">To the top</button><div style="height:300px"></div>`,
    `scrollTo(0, 2200); $('#go').onclick = () => scrollTo({ top: 0, behavior: 'smooth' })`,
  ),
  one('#go'),
)
visit(
  'a word is marked by dragging',
  page('<p id="t">A line of text to mark with the mouse.</p>'),
  async v => {
    await v.wait(1500)
    const box = await v.page.locator('#t').boundingBox()
    const [x, y] = [box?.x ?? 0, (box?.y ?? 0) + 10]
    await v.page.mouse.move(x + 10, y)
    await v.page.mouse.down()
    await v.page.mouse.move(x + 120, y, { steps: 6 })
    await v.page.mouse.up()
    await v.wait(4500)
  },
)
visit(
  'a box that says one is no robot',
  page(
    '<div style="border:1px solid;width:260px;padding:20px"><span role="checkbox" aria-checked="false" tabindex="0" id="go">☐</span> I am no robot</div>',
  ),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'dead?')
    await v.click('#go', 6, 310)
    await v.wait(4500)
  },
)
visit(
  'arrows of a number field',
  page('<label>Guests <input type="number" id="n" value="1"></label>'),
  async v => {
    await v.wait(1500)
    const box = await v.page.locator('#n').boundingBox()
    for (let i = 0; i < 6; i++) {
      await v.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 12, (box?.y ?? 0) + 7)
      await v.wait(170)
    }
    await v.wait(4500)
  },
)
const THANKS = page('<h1>Thank you</h1>')
visit(
  'the form is sent to a page that comes at once',
  page('<form action="/thanks"><input name="q" id="q"><button id="go">Send</button></form>'),
  async v => {
    await v.click('#q')
    await v.page.keyboard.type('Ada', { delay: 70 })
    await v.click('#go')
    await v.wait(4500)
  },
  { pages: { '/thanks': THANKS } },
)
visit(
  'impatience with an order that takes six seconds',
  page(
    '<form id="f"><button id="go">Order now</button></form>',
    `let on; $('#f').onsubmit = async e => { e.preventDefault(); if (on) return; on = 1; await fetch('/api/any?after=6000', { method: 'POST' }); location.href = '/thanks' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'slow?')
    await v.click('#go', 5, 500)
    await v.wait(9500)
  },
  { pages: { '/thanks': THANKS } },
)
visit(
  'likes are taken at once and kept later',
  page(
    '<button id="go">♡ 4</button>',
    `let n = 4, on = false; $('#go').onclick = () => { on = !on; $('#go').textContent = (on ? '♥ ' : '♡ ') + (on ? n + 1 : n); fetch('/api/any?after=900', { method: 'POST' }) }`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '#go', 3, 600)
    await v.wait(4500)
  },
)

const LONG = page(
  Array.from({ length: 90 }, (_, i) => `<p>Line ${i} of the terms, which nobody reads to the end.</p>`).join(
    '',
  ),
)
const roll = async (v: Visitor, px: number, ms: number) => {
  for (let i = 0; i < 8; i++) {
    await v.page.mouse.wheel(0, px / 8)
    await v.wait(ms / 8)
  }
}
visit('up and down for a word that is not there', LONG, async v => {
  await v.wait(1200)
  await v.expect('excessive-scroll')
  for (const px of [2200, -1900, 2000, -2000, 1900, -1800, 1700]) await roll(v, px, 900)
  await v.wait(2500)
})
visit('to the end, to the top, and again in haste', LONG, async v => {
  await v.wait(1200)
  await v.expect('excessive-scroll')
  for (const px of [3000, -3000, 3000, -3000, 3000, -3000, 2500]) await roll(v, px, 700)
  await v.wait(2500)
})
visit('down at a reader’s pace', LONG, async v => {
  for (let i = 0; i < 7; i++) {
    await roll(v, 400, 700)
    await v.wait(1300)
  }
  await v.wait(1500)
})
const HELP = {
  '/a': page('<h1>Prices</h1><a id="n" href="/b">Plans</a>'),
  '/b': page('<h1>Plans</h1><a id="n" href="/c">Contact</a>'),
  '/c': page('<h1>Contact</h1><a id="n" href="/">Start</a>'),
}
const START = page('<h1>Start</h1><a id="n" href="/a">Prices</a>')
visit(
  'three pages that were not it',
  START,
  async v => {
    await v.look(3500)
    for (let i = 0; i < 3; i++) {
      await v.click('#n')
      await v.look(2300)
    }
    await v.expect('u-turn', 'quick-back?')
    await v.click('#n')
    await v.look(4500)
  },
  { pages: HELP },
)
visit(
  'twice round in vain',
  START,
  async v => {
    await v.look(4000)
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 3; i++) {
        await v.click('#n')
        await v.look(1600)
      }
      await v.expect('u-turn', 'quick-back?')
      await v.click('#n')
      await v.look(9000)
    }
  },
  { pages: HELP },
)
