import { clicks, type Run, scenarioList } from './scenario-list.ts'

const { all, add } = scenarioList()
/** Pages that move a lot by themselves, just where the visitor clicks. */
export const BUSY = all

const dead =
  (selector: string, before = 2500): Run =>
  async v => {
    await v.look(before)
    await v.expect('dead')
    await v.click(selector)
    await v.look(5000)
  }
const rage =
  (selector: string, times = 5): Run =>
  async v => {
    await v.look(2500)
    await v.expect('rage', 'dead?')
    await v.click(selector, times, 220)
    await v.look(4500)
  }
const COUNTDOWN = `let left = 99; setInterval(() => { $('.left').textContent = 'Ends in ' + left-- }, 1000);`
const WATCH = `let t = 0; setInterval(() => { $('.t').textContent = (t += .1).toFixed(1) }, 100);`

add(
  'dead beside a countdown',
  '<div class="card"><span class="left">Ends in 100</span> <button id="go">Grab it</button></div>',
  COUNTDOWN,
  dead('#go'),
)
add(
  'rage beside a countdown',
  '<div class="card"><span class="left">Ends in 100</span> <button id="go">Grab it</button></div>',
  COUNTDOWN,
  rage('#go'),
)
add(
  'dead beside a stopwatch',
  '<div class="card"><b class="t">0</b> <button id="go">Lap</button></div>',
  WATCH,
  dead('#go'),
)
add(
  'rage beside a stopwatch',
  '<div class="card"><b class="t">0</b> <button id="go">Lap</button></div>',
  WATCH,
  rage('#go', 6),
)
add(
  'laps of a stopwatch',
  '<div class="card"><b class="t">0</b> <button id="go">Lap</button><ol id="l"></ol></div>',
  `${WATCH} $('#go').onclick = () => { const li = document.createElement('li'); li.textContent = t.toFixed(1); $('#l').append(li) }`,
  clicks('#go', 6, 230),
)
add(
  'stepper beside a stopwatch',
  '<div class="card"><b class="t">0</b> <button id="go">+</button><i id="n">1</i></div>',
  `${WATCH} let n = 1; $('#go').onclick = () => { $('#n').textContent = String(++n) }`,
  clicks('#go', 7, 190),
)
add(
  'dead while a widget blinks',
  '<button id="go">Subscribe</button>',
  `setInterval(() => document.body.classList.toggle('blink'), 700)`,
  dead('#go'),
)
add(
  'dead while the page still loads',
  '<div id="a"></div><div id="b"></div><div id="c"></div><button id="go" style="position:fixed;top:8px;right:8px">Buy</button>',
  `let n = 0; const load = () => { for (const id of ['a', 'b', 'c']) { const p = document.createElement('p'); p.textContent = 'Part'; $('#' + id).append(p) } if (++n < 5) setTimeout(load, 350) }; setTimeout(load, 200)`,
  dead('#go', 1400),
)
add(
  'dead while a film plays',
  '<div class="card"><span class="t">0</span></div><button id="go">Next episode</button>',
  `let t = 0; setInterval(() => { $('.t').textContent = '0:' + Math.floor(t += .25) ; $('.t').style.width = t + 'px' }, 250)`,
  dead('#go'),
)
add(
  'dead while a chat comes in',
  '<ul id="chat"></ul><button id="go" style="position:fixed;top:8px;right:8px">Mute them</button><button id="x">Leave</button>',
  `let n = 0; (function next() { setTimeout(() => { const li = document.createElement('li'); li.textContent = 'message ' + n++; $('#chat').append(li); next() }, 300 + (n * 677) % 1400) })()`,
  dead('#x'),
)
add(
  'dead after typing',
  '<form class="card"><input id="q"><button type="button" id="go">Search</button></form>',
  '',
  async v => {
    await v.look(1000)
    await v.click('#q')
    await v.page.keyboard.type('green teapot')
    await v.wait(400)
    await v.expect('dead')
    await v.click('#go')
    await v.look(5000)
  },
)
add(
  'dropdown',
  '<div class="dd"><button id="go" aria-expanded="false">Sort</button><ul id="m" class="menu"><li>Price</li></ul></div>',
  `$('#go').onclick = () => { $('#m').classList.toggle('show'); $('#go').setAttribute('aria-expanded', String($('#m').classList.contains('show'))) }`,
  clicks('#go', 4, 400),
)
add(
  'wizard',
  '<section><h2 id="s">Step 1</h2><button id="go">Next</button></section>',
  `let n = 1; $('#go').onclick = () => { $('#s').textContent = 'Step ' + ++n }`,
  clicks('#go', 4, 500),
)
add(
  'a notice that comes and goes',
  '<button id="go">Save</button><p id="out"></p>',
  `$('#go').onclick = () => { $('#out').textContent = 'Saved'; setTimeout(() => { $('#out').textContent = '' }, 1500) }`,
  clicks('#go', 2, 2600),
)
add(
  'a dialog after a wait',
  '<button id="go">Details</button>',
  `$('#go').onclick = () => { setTimeout(() => { const d = document.createElement('div'); d.setAttribute('role', 'dialog'); d.textContent = 'Details'; document.body.append(d) }, 1200) }`,
  clicks('#go', 1, 0, 4500),
)
add(
  'clears the field',
  '<div class="card"><input id="q" value="teapot"><button id="go" aria-label="Clear">×</button></div>',
  `$('#go').onclick = () => { $('#q').value = ''; $('#q').focus() }`,
  clicks('#go'),
)
add(
  'picture by picture',
  '<img id="p" alt="Mug" width="100" height="80" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><button id="go">Next picture</button>',
  `let n = 0; $('#go').onclick = () => { $('#p').src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=#' + ++n }`,
  clicks('#go', 5, 330),
)
add(
  'theme by a variable',
  '<button id="go">Theme</button>',
  `let d = 0; $('#go').onclick = () => { document.documentElement.style.setProperty('--bg', d++ % 2 ? 'white' : 'black') }`,
  clicks('#go', 3, 500),
)
add(
  'counts up beside a spinner',
  '<div class="spin" style="width:20px;height:20px"></div><div class="card"><button id="go">Total</button><b id="n">0</b></div>',
  `(function turn(t) { $('.spin').style.transform = 'rotate(' + t / 5 + 'deg)'; requestAnimationFrame(turn) })(0); $('#go').onclick = () => { let n = 0; (function up() { $('#n').textContent = String(n += 7); if (n < 300) requestAnimationFrame(up) })() }`,
  clicks('#go'),
)
add(
  'switches off while it asks',
  '<form class="card"><button id="go" type="button">Send</button></form>',
  `$('#go').onclick = () => { $('#go').disabled = true; setTimeout(() => { $('#go').disabled = false }, 2500) }`,
  clicks('#go', 1, 0, 4500),
)
add(
  'answers on every other page part',
  `<button id="go">Refresh prices</button><ul>${'<li class="p">1.00</li>'.repeat(5)}</ul>`,
  `setInterval(() => { document.querySelectorAll('.p')[2].textContent = Math.random().toFixed(2) }, 1500); $('#go').onclick = () => { document.querySelectorAll('.p').forEach(p => { p.textContent = Math.random().toFixed(2) }) }`,
  clicks('#go', 3, 700),
)
