import { clicks, scenarioList } from './scenario-list.ts'
import { html } from './visit.ts'

const { all, add } = scenarioList()
/** Pages of other makes that work: lists, tabs, games, touch. */
export const LIVELY = all

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
