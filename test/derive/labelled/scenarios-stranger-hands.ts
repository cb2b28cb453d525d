import { press, site, strangers, tap } from './stranger.ts'

const { all, visit } = strangers()
/** What hands do besides a click of the mouse: taps, keys, marking text; on somebody else's pages. */
export const STRANGER_HANDS = all

const page = (body: string, script = '') =>
  site('.item,.panel,.box{border:1px solid #ddd;padding:14px}', body, script)

visit(
  'a menu that fingers cannot open',
  page('<span id="menu" role="button" style="font-size:28px">☰</span><p>Mugs of all makes</p>'),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'dead?')
    await tap(v, '#menu', 5, 280)
    await v.wait(5000)
  },
)
visit(
  'two taps for a heart on a picture',
  page(
    '<div class="item" id="post"><img width="300" height="200" alt=""><p id="likes">12 likes</p></div>',
    `let last = 0, n = 12; $('#post').onclick = () => { const t = Date.now(); if (t - last < 400) $('#likes').textContent = ++n + ' likes'; last = t }`,
  ),
  async v => {
    await v.wait(1500)
    await tap(v, '#post', 2, 150)
    await v.wait(5000)
  },
)
visit(
  'a paragraph is marked with three clicks, a word with two',
  page(
    '<p id="a">The quick brown fox jumps over the lazy dog.</p><p id="b">Pack my box with five dozen liquor jugs.</p>',
  ),
  async v => {
    await v.wait(1500)
    await v.page.locator('#a').click({ clickCount: 3 })
    await v.wait(2000)
    await v.page.locator('#b').dblclick()
    await v.wait(4500)
  },
)
visit(
  'Enter and Space do the work',
  page(
    '<div class="panel"><button id="a">Again</button><button id="b">Hide</button><p id="s">1</p></div>',
    `let n = 1; $('#a').onclick = () => { $('#s').textContent = ++n }; $('#b').onclick = () => { $('#s').hidden = !$('#s').hidden }`,
  ),
  async v => {
    await v.wait(1500)
    await v.page.locator('#a').focus()
    for (let i = 0; i < 4; i++) {
      await v.page.keyboard.press('Enter')
      await v.wait(250)
    }
    await v.page.keyboard.press('Tab')
    await v.page.keyboard.press('Space')
    await v.wait(4500)
  },
)
visit(
  'Space on a button that does nothing',
  page('<div class="panel"><button id="a">Order</button></div>'),
  async v => {
    await v.wait(1800)
    await v.page.keyboard.press('Tab')
    await v.wait(500)
    await v.expect('dead')
    await v.page.keyboard.press('Space')
    await v.wait(5000)
  },
)
visit(
  'a finger steps the number up',
  page(
    '<div class="panel"><button id="p">+</button><output id="s">1</output></div>',
    `$('#p').onclick = () => { $('#s').textContent = +$('#s').textContent + 1 }`,
  ),
  async v => {
    await v.wait(1500)
    await tap(v, '#p', 6, 190)
    await v.wait(4500)
  },
)
visit(
  'the same digit four times, of a code',
  page(
    `<div class="box"><p id="code">····</p>${[1, 2, 3, 4, 5, 6].map(k => `<button class="d">${k}</button>`).join('')}</div>`,
    `let n = 0; $$('.d').forEach(b => { b.onclick = () => { n = Math.min(4, n + 1); $('#code').textContent = '•'.repeat(n) + '·'.repeat(4 - n) } })`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '.d:nth-of-type(5)', 4, 170)
    await v.wait(4500)
  },
)
