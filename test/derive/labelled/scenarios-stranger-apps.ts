import { press, site, strangers } from './stranger.ts'

const { all, visit } = strangers()
/** Applications by somebody else: routes with a delay, optimistic lists, boards, canvases, editors. */
export const STRANGER_APPS = all

const STYLE = `.app{display:flex;height:100vh}.nav{width:180px;background:#f3f3f6;padding:16px}.nav a{display:block;padding:6px;color:#225}
.view{flex:1;padding:24px;overflow:auto}.line{position:fixed;top:0;left:0;height:3px;background:#06c;transition:width .3s}
.row{display:flex;justify-content:space-between;border-bottom:1px solid #eee;padding:8px}button{padding:6px 12px;cursor:pointer}
.cell{display:inline-block;width:38px;height:32px;text-align:center;cursor:pointer}.chip{padding:4px 10px;border-radius:12px;background:#eef;cursor:pointer}`
const app = (view: string, script = '', more = '') =>
  site(
    STYLE + more,
    `<div class="line" style="width:0"></div><div class="app"><div class="nav"><a href="/inbox">Inbox</a><a href="/team">Team</a><a href="/reports">Reports</a></div><div class="view">${view}</div></div>`,
    script,
  )

visit(
  'routes that take two seconds, told by a line at the top',
  app(
    '<h2>Inbox</h2>',
    `document.querySelector('.nav').onclick = async e => { e.preventDefault(); if (e.target.tagName !== 'A') return; $('.line').style.width = '60%'; await wait(2000); history.pushState({}, '', e.target.href); $('.view').innerHTML = '<h2>' + e.target.textContent + '</h2><p>' + 'Text '.repeat(40) + '</p>'; $('.line').style.width = '0' }`,
  ),
  async v => {
    for (const i of [2, 3, 1]) {
      await v.wait(1500)
      await v.click(`.nav a:nth-child(${i})`)
      await v.wait(9000)
    }
  },
)
visit(
  'a link in the navigation that the router forgot',
  app(
    '<h2>Inbox</h2>',
    `document.querySelector('.nav').onclick = e => { e.preventDefault(); if (e.target.textContent === 'Team') { history.pushState({}, '', '/team'); $('.view').innerHTML = '<h2>Team</h2>' } }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await v.click('.nav a:nth-child(3)')
    await v.wait(5000)
  },
)
visit(
  'five tasks are deleted at one place of the screen',
  app(
    '<div id="list"></div>',
    `let items = ['Milk', 'Bread', 'Tea', 'Salt', 'Rice', 'Oil', 'Eggs']; const draw = () => { $('#list').innerHTML = items.map((t, i) => '<div class="row">' + t + '<button data-i="' + i + '">Delete</button></div>').join('') }; draw();
     $('#list').onclick = e => { if (e.target.dataset.i) { items.splice(+e.target.dataset.i, 1); draw(); fetch('/api/any?after=300', { method: 'DELETE' }) } }`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '#list button', 5, 250)
    await v.wait(4500)
  },
)
visit(
  'a task is ticked at once, and the server says no',
  app(
    '<div id="list"><div class="row"><label><input type="checkbox" id="c"> Milk</label></div></div><p id="m"></p>',
    `$('#c').onchange = async () => { const r = await fetch('/api/any?status=409&after=800', { method: 'PUT' }); if (!r.ok) { $('#c').checked = false; $('#m').textContent = 'Somebody else changed this task' } }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#c')
    await v.wait(5500)
  },
)
visit(
  'a card is dragged to another column',
  app(
    '<div style="display:flex;gap:40px"><div class="col" style="width:200px;height:400px;background:#eee"><div id="card" style="background:#fff;padding:10px;cursor:grab">Fix the door</div></div><div class="col" id="to" style="width:200px;height:400px;background:#eee"></div></div>',
    `let on = false; $('#card').onmousedown = () => { on = true }; onmousemove = e => { if (on) $('#card').style.transform = 'translate(' + (e.clientX - 300) + 'px,' + (e.clientY - 60) + 'px)' }; onmouseup = e => { if (on && e.clientX > 450) { $('#to').append($('#card')); $('#card').style.transform = '' } on = false }`,
  ),
  async v => {
    await v.wait(1500)
    await v.over('#card')
    await v.page.mouse.down()
    await v.page.mouse.move(500, 120, { steps: 8 })
    await v.page.mouse.move(560, 100, { steps: 4 })
    await v.page.mouse.up()
    await v.wait(4500)
  },
)
visit(
  'dots are drawn on a canvas',
  app(
    '<canvas id="c" width="500" height="400" style="border:1px solid"></canvas>',
    `const g = $('#c').getContext('2d'); $('#c').onclick = e => { g.beginPath(); g.arc(e.offsetX, e.offsetY, 5, 0, 7); g.fill() }`,
  ),
  async v => {
    await v.wait(1500)
    for (const [x, y] of [
      [300, 100],
      [310, 104],
      [306, 110],
      [420, 220],
      [424, 225],
    ] as const) {
      await v.page.mouse.click(x, y)
      await v.wait(280)
    }
    await v.wait(4500)
  },
)
visit(
  'a game wants quick fingers',
  app(
    '<canvas id="c" width="500" height="400" style="background:#dfd"></canvas>',
    `const g = $('#c').getContext('2d'); let y = 200, f = 0; $('#c').onmousedown = () => { f = -6 }; (function step() { f += .3; y = Math.max(0, Math.min(390, y + f)); g.clearRect(0, 0, 500, 400); g.fillRect(100, y, 10, 10); requestAnimationFrame(step) })()`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#c', 14, 240)
    await v.wait(4500)
  },
)
visit(
  'months are paged to next summer',
  app(
    '<div id="cal"><button id="prev">‹</button> <b id="mo">January 2026</b> <button id="next">›</button><div id="days"></div></div>',
    `let m = 0; const draw = () => { $('#mo').textContent = new Date(2026, m).toLocaleString('en', { month: 'long', year: 'numeric' }); $('#days').innerHTML = Array.from({ length: new Date(2026, m + 1, 0).getDate() }, (_, i) => '<span class="cell">' + (i + 1) + '</span>').join('') }; draw(); $('#next').onclick = () => { m++; draw() }; $('#prev').onclick = () => { m--; draw() }; $('#days').onclick = e => { $$('.cell').forEach(c => c.style.background = ''); e.target.style.background = '#9cf' }`,
  ),
  async v => {
    await v.wait(1500)
    // The arrow moves with the name of the month, and the hand follows.
    await press(v, '#next', 8, 190)
    await v.wait(900)
    await press(v, '.cell:nth-child(12)')
    await v.wait(4500)
  },
)
visit(
  'a date, a colour and a country from the browser',
  app(
    '<p><input type="date" id="d"></p><p><input type="color" id="c"></p><p><select id="s"><option>Germany<option>France<option>Spain</select></p>',
  ),
  async v => {
    for (const field of ['#d', '#c', '#s']) {
      await v.wait(1200)
      await v.click(field)
      await v.wait(2600)
      await v.page.keyboard.press('Escape')
    }
    await v.wait(3500)
  },
)
visit(
  'more of a list without end',
  app(
    '<div id="list"></div><button id="more">Load more</button><div id="spin"></div>',
    `const add = () => { for (let i = 0; i < 12; i++) { const d = document.createElement('div'); d.className = 'row'; d.textContent = 'Message'; $('#list').append(d) } }; add(); $('#more').onclick = async () => { $('#spin').textContent = 'Loading…'; await fetch('/api/any?after=2000'); $('#spin').textContent = ''; add() }`,
  ),
  async v => {
    for (let i = 0; i < 2; i++) {
      await v.wait(1500)
      await press(v, '#more')
      await v.wait(4000)
    }
    await v.wait(1500)
  },
)
visit(
  'more, that loads nothing',
  app(
    '<div id="list"></div><button id="more">Load more</button>',
    `const add = () => { for (let i = 0; i < 6; i++) { const d = document.createElement('div'); d.className = 'row'; d.textContent = 'Message'; $('#list').append(d) } }; add(); $('#more').onclick = async () => { const r = await fetch('/api/any?after=300&body=[]'); for (const one of await r.json()) $('#list').append(one) }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await v.click('#more')
    await v.wait(7000)
  },
)
visit(
  'an address is copied without a word',
  app(
    '<code>https://example.com/invite/77</code> <button id="copy">Copy link</button>',
    `$('#copy').onclick = () => navigator.clipboard.writeText('https://example.com/invite/77').catch(() => {})`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#copy')
    await v.wait(5000)
  },
)
visit(
  'copying that does nothing',
  app('<code>https://example.com/invite/77</code> <button id="copy">Copy link</button>'),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await v.click('#copy')
    await v.wait(5000)
  },
)
visit(
  'anger at a button that is off',
  app('<textarea id="t"></textarea><button id="send" disabled>Send</button>'),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'dead?')
    await v.click('#send', 5, 230)
    await v.wait(4500)
  },
)
visit(
  'a map is dragged and zoomed',
  app(
    '<div id="map" style="width:600px;height:400px;overflow:hidden;position:relative;cursor:grab"><div id="tiles" style="position:absolute;width:1200px;height:900px;background:repeating-conic-gradient(#dec 0 25%,#cde 0 50%) 0 0/80px 80px"></div><button id="in" style="position:absolute;right:8px;top:8px">+</button></div>',
    `let x = 0, y = 0, z = 1, d; const put = () => { $('#tiles').style.transform = 'translate(' + x + 'px,' + y + 'px) scale(' + z + ')' }; $('#map').onmousedown = e => { d = [e.clientX - x, e.clientY - y] }; onmousemove = e => { if (d) { x = e.clientX - d[0]; y = e.clientY - d[1]; put() } }; onmouseup = () => { d = null }; $('#in').onclick = () => { z *= 1.3; put() }; $('#map').ondblclick = () => { z *= 1.5; put() }`,
  ),
  async v => {
    await v.wait(1500)
    await v.page.mouse.move(500, 300)
    await v.page.mouse.down()
    await v.page.mouse.move(400, 250, { steps: 8 })
    await v.page.mouse.up()
    await v.wait(800)
    await v.click('#in', 4, 260)
    await v.wait(800)
    await v.page.mouse.dblclick(500, 300)
    await v.wait(4500)
  },
)
visit(
  'a suggestion that cannot be taken',
  app(
    '<input id="q" placeholder="City"><div id="pop"></div>',
    `$('#q').oninput = () => { $('#pop').innerHTML = ['Bonn', 'Bochum'].map(c => '<div class="row" role="option" style="cursor:pointer">' + c + '</div>').join('') }`,
  ),
  async v => {
    await v.click('#q')
    await v.page.keyboard.type('Bo', { delay: 130 })
    await v.wait(1200)
    await v.expect('dead')
    await v.click('#pop div')
    await v.wait(5000)
  },
)
visit(
  'reading, with clicks on nothing',
  app(
    `<h2>Report</h2>${'<p>Revenue grew by a tenth, and costs by less than that, as the table shows.</p>'.repeat(6)}`,
  ),
  async v => {
    await v.wait(1500)
    for (const i of [2, 4, 6]) {
      await v.click(`p:nth-of-type(${i})`)
      await v.wait(1900)
    }
    await v.page.mouse.click(900, 600)
    await v.wait(4500)
  },
)
visit(
  'underlined and blue, and no link',
  app(
    '<p>Read our <span id="t" style="color:#06c;text-decoration:underline;cursor:pointer">terms of use</span> first.</p>',
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#t')
    await v.wait(4500)
  },
)
visit(
  'a switch of one’s own make that stays',
  app(
    '<div class="row"><span>Dark mode</span><div class="switch" id="sw"><i></i></div></div>',
    '',
    '.switch{width:40px;height:20px;border-radius:10px;background:#bbb;cursor:pointer}.switch i{display:block;width:18px;height:18px;border-radius:9px;background:#fff}',
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#sw')
    await v.wait(4500)
  },
)
visit(
  'the whole page goes dark',
  app(
    '<button id="th">Theme</button><p>Text</p>',
    `$('#th').onclick = () => { document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' }`,
    '[data-theme=dark] body{background:#111;color:#eee}',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#th')
    await v.wait(3000)
    await v.click('#th')
    await v.wait(4500)
  },
)
