import { press, site, strangers } from './stranger.ts'

const { all, visit } = strangers()
/** Forms, failures and waits by somebody else. */
export const STRANGER_FORMS = all

const page = (body: string, script = '', style = '') =>
  site(
    `form,.panel{width:420px;margin:40px auto;padding:20px;box-shadow:0 2px 12px #0002}label{display:block;margin:10px 0}input{width:95%}.err{color:#b00}${style}`,
    body,
    script,
  )

visit(
  'the browser itself says what is missing',
  page(
    '<form id="f"><label>Mail <input type="email" required id="m"></label><button id="go">Join</button></form>',
    `$('#f').onsubmit = e => { e.preventDefault(); $('#f').innerHTML = '<p>Welcome</p>' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(3500)
    await v.click('#m')
    await v.page.keyboard.type('ada@example.com', { delay: 40 })
    await v.click('#go')
    await v.wait(4500)
  },
)
visit(
  'labels put the cursor into their fields',
  page(
    '<form><label for="a" id="la">First name</label><input id="a"><label for="b" id="lb">Last name</label><input id="b"></form>',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#la')
    await v.wait(2500)
    await v.click('#lb')
    await v.page.keyboard.type('Lovelace', { delay: 60 })
    await v.wait(4000)
  },
)
visit(
  'saved by a request, told at the top after three seconds',
  page(
    '<div id="note"></div><div style="height:300px"></div><form id="f"><label>Name <input id="n" value="Ada"></label><button id="go">Save</button></form>',
    `$('#f').onsubmit = async e => { e.preventDefault(); await fetch('/api/any?after=2500', { method: 'POST' }); $('#note').textContent = 'Saved.' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(7000)
  },
)
visit(
  'six seconds, with a word that it takes a while',
  page(
    '<div class="panel"><button id="go">Export</button><p id="s"></p></div>',
    `$('#go').onclick = async () => { $('#s').textContent = 'Preparing…'; await fetch('/api/any?after=6000'); $('#s').textContent = 'Done' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(9000)
  },
)
visit(
  'five seconds without a word',
  page(
    '<div class="panel"><button id="go">Export</button><p id="s"></p></div>',
    `$('#go').onclick = async () => { await fetch('/api/any?after=5000'); $('#s').textContent = 'Done' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('slow')
    await v.click('#go')
    await v.wait(8500)
  },
)
visit(
  'seven seconds of a worker without a word',
  page(
    '<div class="panel"><button id="go">Calculate</button><p id="s"></p></div>',
    `const w = new Worker(URL.createObjectURL(new Blob(['onmessage = () => setTimeout(() => postMessage(1), 7000)']))); w.onmessage = () => { $('#s').textContent = '42' }; $('#go').onclick = () => w.postMessage(1)`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('slow')
    await v.click('#go')
    await v.wait(10000)
  },
  { asks: ['rage', 'error', 'slow'] },
)
visit(
  'the answer cannot be read, and nobody catches it',
  page(
    '<div class="panel"><button id="go">Save</button><p id="s"></p></div>',
    `$('#go').onclick = async () => { const r = await fetch('/api/any?after=300&body=<html>'); $('#s').textContent = JSON.parse(await r.text()).state }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('error', 'dead?')
    await v.click('#go')
    await v.wait(5000)
  },
)
visit(
  'a library grumbles whenever something is clicked',
  page(
    '<div class="panel"><button id="go">More</button><p id="s">0</p></div>',
    `let n = 0; $('#go').onclick = () => { console.error('Warning: Each child in a list should have a unique "key" prop.'); $('#s').textContent = ++n }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go', 2, 1500)
    await v.wait(4500)
  },
)
visit(
  'the console hears that saving failed, and the visitor does not',
  page(
    '<div class="panel"><button id="go">Save</button></div>',
    `$('#go').onclick = async () => { const r = await fetch('/api/any?status=500&after=200', { method: 'POST' }); if (!r.ok) console.error('Failed to save', r.status) }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('error', 'dead?')
    await v.click('#go')
    await v.wait(5000)
  },
)
visit(
  'a script of others fails every two seconds',
  page(
    '<div class="panel"><button id="go">Show</button><p id="s"></p></div>',
    `setInterval(() => { throw new Error('pixel is not defined') }, 2000); $('#go').onclick = () => { $('#s').textContent += 'Shown. ' }`,
  ),
  async v => {
    await v.wait(2600)
    for (let i = 0; i < 3; i++) {
      await v.click('#go')
      await v.wait(2300)
    }
    await v.wait(3000)
  },
)
visit(
  'refreshing ends in the void',
  page(
    '<div class="panel"><button id="go">Refresh</button><p id="s">Rates of yesterday</p></div>',
    `$('#go').onclick = async () => { const r = await fetch('http://127.0.0.1:9/rates'); $('#s').textContent = await r.text() }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('error', 'dead?')
    await v.click('#go')
    await v.wait(5000)
  },
)
visit(
  'each letter cancels the search before it',
  page(
    '<div class="panel"><input id="q"><ul id="l"></ul></div>',
    `let c; $('#q').oninput = async () => { c?.abort(); c = new AbortController(); try { await fetch('/api/any?after=500', { signal: c.signal }); $('#l').innerHTML = '<li class="hit">' + $('#q').value + '</li>' } catch (e) { if (e.name !== 'AbortError') throw e } }; $('#l').onclick = () => { $('#l').innerHTML = '<li>Chosen</li>' }`,
  ),
  async v => {
    await v.click('#q')
    await v.page.keyboard.type('lamp', { delay: 140 })
    await v.wait(1500)
    await v.click('#l li')
    await v.wait(4500)
  },
)
visit(
  'the form is there before its script',
  page(
    '<div class="panel"><button id="go">Start</button><p id="s"></p></div>',
    `setTimeout(() => { $('#go').onclick = () => { $('#s').textContent = 'Started' } }, 5000)`,
  ),
  async v => {
    await v.wait(1200)
    await v.expect('rage', 'dead?')
    await v.click('#go', 5, 300)
    await v.wait(4500)
    await v.click('#go')
    await v.wait(4000)
  },
)
visit(
  'on to a page that takes its time',
  page(
    '<div class="panel"><a href="/slow" id="go">Results</a></div>',
    `$('#go').onclick = async e => { e.preventDefault(); await fetch('/api/any?after=1500'); location.href = '/slow' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#go')
    await v.wait(7000)
  },
  { pages: { '/slow': page('<h1>Results</h1>') } },
)
visit(
  'gone right after a click',
  page('<div class="panel"><button id="go">Order</button></div>'),
  async v => {
    await v.wait(2500)
    await v.click('#go')
    await v.wait(250)
  },
)
visit(
  'undo, undo, undo',
  page(
    '<div class="panel"><button id="u">Undo</button><div id="t" contenteditable style="border:1px solid;min-height:80px">One two three four five six</div></div>',
    `$('#u').onclick = () => { $('#t').textContent = $('#t').textContent.split(' ').slice(0, -1).join(' ') }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#u', 5, 230)
    await v.wait(4500)
  },
)
visit(
  'the browser asks whether one is sure',
  page(
    '<div class="panel"><button id="go">Delete all</button></div>',
    `$('#go').onclick = () => { if (confirm('Sure?')) $('#go').remove() }`,
  ),
  async v => {
    v.page.on('dialog', dialog => void dialog.dismiss())
    await v.wait(1500)
    await v.click('#go')
    await v.wait(5000)
  },
)
visit(
  'what is wrong stands below the edge of the window',
  page(
    `<form id="f" style="margin-bottom:1500px"><label>IBAN <input id="i"></label><button id="go">Send</button></form><p class="err" id="e"></p>`,
    `$('#f').onsubmit = e => { e.preventDefault(); $('#e').textContent = 'The IBAN is too short.' }`,
  ),
  async v => {
    await v.click('#i')
    await v.page.keyboard.type('DE12', { delay: 80 })
    await v.expect('dead?')
    await v.click('#go')
    await v.wait(6000)
  },
)
visit(
  'an angry hand on a slow button',
  page(
    '<div class="panel"><button id="go">Sign in</button></div>',
    `let sent; $('#go').onclick = async () => { if (sent) return; sent = true; await fetch('/api/any?after=3500', { method: 'POST' }); $('.panel').innerHTML = '<h2>Hello Ada</h2>' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'slow?')
    await v.click('#go', 6, 220)
    await v.wait(6500)
  },
)
visit(
  'a quick hand on a button that shows it is at work',
  page(
    '<div class="panel"><button id="go">Sign in</button></div>',
    `$('#go').onclick = async () => { if ($('#go').disabled) return; $('#go').disabled = true; $('#go').textContent = 'Signing in…'; await fetch('/api/any?after=3500', { method: 'POST' }); $('.panel').innerHTML = '<h2>Hello Ada</h2>' }`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '#go', 2, 150)
    await v.wait(7500)
  },
)
