import { press, site, strangers } from './stranger.ts'

const { all, visit } = strangers()
/** Parts of pages by somebody else: ripples, tickers, shadow roots, frames, popovers, pure style sheets, players. */
export const STRANGER_WIDGETS = all

const page = (body: string, script = '', style = '') =>
  site(
    `main{max-width:700px;margin:30px auto}.box{border:1px solid #ccc;border-radius:8px;padding:16px;margin:12px 0}button{font:inherit;padding:8px 14px}${style}`,
    `<main>${body}</main>`,
    script,
  )

visit(
  'pressed in, and that was all',
  page(
    '<div class="box"><button id="go">Reserve</button></div>',
    '',
    '#go:hover{background:#9c9}#go:active{transform:scale(.95);background:#696}',
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(5000)
  },
)
const RIPPLE = `const ripple = b => { const s = document.createElement('span'); s.className = 'ripple'; b.append(s); setTimeout(() => s.remove(), 600) }; document.addEventListener('mousedown', e => { const b = e.target.closest('button'); if (b) ripple(b) });`
const RIPPLES =
  'button{position:relative;overflow:hidden}.ripple{position:absolute;inset:0;background:#fff8;animation:r .6s}@keyframes r{from{opacity:1}to{opacity:0}}'
visit(
  'a wave runs over the button, and nothing comes of it',
  page('<div class="box"><button id="go">Reserve</button></div>', RIPPLE, RIPPLES),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(5500)
  },
)
visit(
  'a wave runs over the button, and the table is reserved',
  page(
    '<div class="box"><p id="s">Two seats left</p><button id="go">Reserve</button></div>',
    `${RIPPLE} $('#go').onclick = async () => { await wait(500); $('#s').textContent = 'Reserved' }`,
    RIPPLES,
  ),
  async v => {
    await v.wait(1800)
    await v.click('#go')
    await v.wait(5500)
  },
)
visit(
  'a class nobody styles',
  page(
    '<div class="box"><button id="go">Reserve</button></div>',
    `$('#go').onclick = () => $('#go').classList.toggle('js-clicked')`,
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(5000)
  },
)
const COUNTDOWN = `let left = 600; setInterval(() => { $('#left').textContent = Math.floor(--left / 60) + ':' + String(left % 60).padStart(2, '0') }, 1000);`
visit(
  'dead beside a countdown',
  page(
    '<div class="box"><p>Offer ends in <b id="left">10:00</b></p><button id="go">Reserve</button></div>',
    COUNTDOWN,
  ),
  async v => {
    await v.wait(3500)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(6000)
  },
)
visit(
  'alive beside a countdown',
  page(
    '<div class="box"><p>Offer ends in <b id="left">10:00</b></p><button id="go">Reserve</button></div>',
    `${COUNTDOWN} $('#go').onclick = () => { $('#go').textContent = 'Reserved'; $('#go').disabled = true }`,
  ),
  async v => {
    await v.wait(3500)
    await v.click('#go')
    await v.wait(6000)
  },
)
visit(
  'dead while prices are polled far away',
  page(
    '<table id="t"></table><div style="height:200px"></div><div class="box"><button id="go">Alert me</button></div>',
    `const draw = () => { $('#t').innerHTML = ['EUR', 'USD', 'JPY'].map(c => '<tr><td>' + c + '<td>' + Math.random().toFixed(4)).join('') }; draw(); setInterval(async () => { await fetch('/api/any'); draw() }, 1100)`,
  ),
  async v => {
    await v.wait(4000)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(6000)
  },
)
visit(
  'dead below a picture that never rests',
  page(
    '<div id="hero" style="height:160px;background:#def"></div><div class="box"><button id="go">Subscribe</button></div>',
    `(function turn(t) { $('#hero').style.backgroundPosition = t / 9 + 'px'; requestAnimationFrame(turn) })(0)`,
  ),
  async v => {
    await v.wait(2500)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(6000)
  },
)
const ELEMENT = (click: string) =>
  `customElements.define('x-fold', class extends HTMLElement { constructor() { super(); const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<button part="b">Delivery</button><div hidden>Two days, by post.</div>'; r.querySelector('button').onclick = () => { ${click} } } })`
visit(
  'a fold in a shadow root',
  page('<x-fold></x-fold>', ELEMENT(`const d = r.querySelector('div'); d.hidden = !d.hidden`)),
  async v => {
    await v.wait(1500)
    await v.click('x-fold button')
    await v.wait(2500)
    await v.click('x-fold button')
    await v.wait(4500)
  },
)
visit('a dead fold in a shadow root', page('<x-fold></x-fold>', ELEMENT('')), async v => {
  await v.wait(1800)
  await v.expect('dead')
  await v.click('x-fold button')
  await v.wait(5000)
})
const FRAME = (click: string) =>
  `<iframe id="f" width="500" height="200" srcdoc="<button id=go>Vote</button><p id=n>7 votes</p><script>document.getElementById('go').onclick = () => { ${click} }</script>"></iframe>`
for (const [name, click] of [
  ['a vote in a frame', `document.getElementById('n').textContent = '8 votes'`],
  ['a vote in a frame that does not count', ''],
] as const)
  visit(name, page(FRAME(click)), async v => {
    await v.wait(2200)
    if (click === '') await v.expect('dead')
    await v.page.frameLocator('#f').locator('#go').click()
    await v.wait(5500)
  })
visit(
  'a popover of the browser',
  page(
    '<div class="box"><button id="go" popovertarget="pop">What is this?</button><div id="pop" popover>A list of wishes.</div></div>',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(4000)
    await v.page.mouse.click(20, 600)
    await v.wait(4000)
  },
)
visit(
  'unfolded by the style sheet alone',
  page(
    '<div class="box"><input type="checkbox" id="k" hidden><label for="k" id="go">More ▾</label><div class="more">Details of the thing.</div></div>',
    '',
    '.more{display:none}#k:checked~.more{display:block}label{cursor:pointer}',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(4000)
    await v.click('#go')
    await v.wait(4500)
  },
)
visit(
  'tabs by the address alone',
  page(
    '<div class="box"><a href="#one" id="a">One</a> <a href="#two" id="b">Two</a><div class="p" id="one">First text</div><div class="p" id="two">Second text</div></div>',
    '',
    '.p{display:none}.p:target{display:block}',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#b')
    await v.wait(3000)
    await v.click('#a')
    await v.wait(4500)
  },
)
visit(
  'a row of pictures that is scrolled by its arrow',
  page(
    `<div class="box"><div id="row" style="display:flex;overflow:hidden">${'<div style="flex:0 0 220px;height:90px;background:#dde;margin:4px">Picture</div>'.repeat(12)}</div><button id="go" aria-label="Forward">→</button></div>`,
    `$('#go').onclick = () => $('#row').scrollBy({ left: 220, behavior: 'smooth' })`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go', 5, 420)
    await v.wait(4500)
  },
)
visit(
  'music plays and stops without a sign',
  page(
    '<div class="box"><button id="go" aria-label="Play">▶</button> Song<audio id="s" loop></audio></div>',
    `const n = 8000, b = new Uint8Array(44 + n), d = new DataView(b.buffer), w = (o, t) => [...t].forEach((c, i) => { b[o + i] = c.charCodeAt(0) });
     w(0, 'RIFF'); d.setUint32(4, 36 + n, true); w(8, 'WAVEfmt '); d.setUint32(16, 16, true); d.setUint16(20, 1, true); d.setUint16(22, 1, true); d.setUint32(24, 8000, true); d.setUint32(28, 8000, true); d.setUint16(32, 1, true); d.setUint16(34, 8, true); w(36, 'data'); d.setUint32(40, n, true); b.fill(128, 44);
     $('#s').src = URL.createObjectURL(new Blob([b], { type: 'audio/wav' })); $('#go').onclick = () => { $('#s').paused ? $('#s').play() : $('#s').pause() }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(4000)
    await v.click('#go')
    await v.wait(4500)
  },
)
visit(
  'keys of a piano',
  page(
    `<div class="box">${['C', 'D', 'E', 'F'].map(k => `<span class="key" data-k="${k}">${k}</span>`).join('')}</div>`,
    `$$('.key').forEach(k => { k.onmousedown = () => k.classList.add('on'); k.onmouseup = () => k.classList.remove('on') })`,
    '.key{display:inline-block;width:50px;height:160px;border:1px solid;cursor:pointer}.key.on{background:#fc6}',
  ),
  async v => {
    await v.wait(1500)
    for (const k of ['C', 'C', 'D', 'C', 'C', 'C', 'C', 'E']) {
      await v.click(`[data-k=${k}]`)
      await v.wait(160)
    }
    await v.wait(4500)
  },
)
visit(
  'a slider and stars',
  page(
    `<div class="box"><input type="range" id="r" style="width:300px"><p id="stars">${[1, 2, 3, 4, 5].map(k => `<span class="star" data-k="${k}">☆</span>`).join('')}</p></div>`,
    `$('#stars').onclick = e => { const k = +e.target.dataset.k; $$('.star').forEach((s, i) => { s.textContent = i < k ? '★' : '☆' }) }`,
    '.star{font-size:26px;cursor:pointer}',
  ),
  async v => {
    await v.wait(1500)
    await v.page.locator('#r').click({ position: { x: 220, y: 8 } })
    await v.wait(900)
    await v.page.locator('#r').click({ position: { x: 120, y: 8 } })
    await v.wait(1500)
    await press(v, '.star:nth-child(4)')
    await v.wait(700)
    await press(v, '.star:nth-child(5)')
    await v.wait(4500)
  },
)
visit(
  'a window is closed beside it and by a key',
  page(
    '<button id="go">Newsletter</button><div id="dim" hidden><div id="dlg"><h3>Newsletter</h3><input></div></div>',
    `$('#go').onclick = () => { $('#dim').hidden = false }; $('#dim').onclick = e => { if (e.target === $('#dim')) $('#dim').hidden = true }; onkeydown = e => { if (e.key === 'Escape') $('#dim').hidden = true }`,
    '#dim:not([hidden]){position:fixed;inset:0;background:#0008;display:flex;align-items:center;justify-content:center}#dlg{background:#fff;padding:30px}',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(1500)
    await v.page.mouse.click(80, 80)
    await v.wait(1500)
    await v.click('#go')
    await v.wait(1500)
    await v.page.keyboard.press('Escape')
    await v.wait(4000)
  },
)
visit(
  'a window that will not close',
  page(
    '<div id="dim"><div id="dlg"><h3>Cookies</h3><button id="x" aria-label="Close">×</button></div></div>',
    '',
    '#dim{position:fixed;inset:0;background:#0008;display:flex;align-items:center;justify-content:center}#dlg{background:#fff;padding:30px}',
  ),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'dead?')
    await v.click('#x', 4, 300)
    await v.wait(5000)
  },
)
visit(
  'two dead arrows, one after the other in anger',
  page('<div class="box"><button id="l">‹ Back</button><button id="r">Next ›</button></div>'),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'dead?', 'dead?')
    for (const one of ['#r', '#r', '#l', '#r', '#r', '#l', '#r']) await press(v, one).then(() => v.wait(220))
    await v.wait(5000)
  },
)
