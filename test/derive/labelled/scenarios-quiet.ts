import { clicks, scenarioList } from './scenario-list.ts'
import { html } from './visit.ts'

const { all, add } = scenarioList()
/** Visits whose clicks are answered where a recording hardly shows it, or need no answer. */
export const QUIET = all

add(
  'copy button',
  '<code>npm i shop</code><button id="go">Copy</button>',
  `$('#go').onclick = () => { navigator.clipboard?.writeText('npm i shop') }`,
  clicks('#go'),
)
add('download link', '<a id="go" href="/file.txt" download>Price list</a>', '', clicks('#go'))
add(
  'download button',
  '<button id="go">Download price list</button>',
  `$('#go').onclick = () => { const a = document.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x.txt'; a.click() }`,
  clicks('#go'),
)
add('new tab', '<a id="go" href="/products" target="_blank" rel="noopener">Terms</a>', '', clicks('#go'), {
  pages: {
    '/': html('<a id="go" href="/products" target="_blank">Terms</a>'),
    '/products': html('<h2>Terms</h2>'),
  },
})
add('mail link', '<a id="go" href="mailto:a@b.example">Write to us</a>', '', clicks('#go'))
add('video controls', '<video id="go" controls width="300" height="150"></video>', '', clicks('#go', 4, 250))
add(
  'play button',
  '<video id="v" width="300" height="150"></video><button id="go">Play</button>',
  `$('#go').onclick = () => { $('#v').dispatchEvent(new Event('play')) }`,
  clicks('#go'),
)
add(
  'triple click selects',
  '<p id="go">A paragraph that somebody wants to copy from this page, all of it.</p>',
  '',
  async v => {
    await v.look(1500)
    await v.over('#go')
    await v.page.mouse.click(120, 130, { clickCount: 1 })
    const box = await v.page.locator('#go').boundingBox()
    await v.page.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + 8, { clickCount: 3, delay: 30 })
    await v.look(3000)
  },
)
add(
  'double click on a word',
  '<p id="go">A paragraph that somebody reads with the mouse.</p>',
  '',
  async v => {
    await v.look(1500)
    await v.page.locator('#go').dblclick()
    await v.look(3000)
  },
)
add(
  'clicks on text while reading',
  '<p id="go">A paragraph that somebody reads with the mouse.</p><p id="b">Another one.</p>',
  '',
  async v => {
    await v.look(1500)
    await v.click('#go')
    await v.look(2000)
    await v.click('#b')
    await v.look(2500)
    await v.click('h1')
    await v.look(3000)
  },
)
add('click on the background', '<div id="go" style="height:300px"></div>', '', clicks('#go', 2, 400))
add(
  'double click opens',
  '<div class="card" id="go" style="cursor:pointer">Folder</div><p id="out"></p>',
  `$('#go').ondblclick = () => { $('#out').textContent = 'Opened' }`,
  async v => {
    await v.look(1500)
    await v.page.locator('#go').dblclick()
    await v.look(3000)
  },
)
add(
  'drag handle',
  '<div id="go" class="drag-handle" style="cursor:grab;width:40px">::</div>',
  '',
  clicks('#go'),
)
add(
  'drags a slider',
  '<div style="width:300px;background:#eee"><div id="go" role="slider" tabindex="0" style="width:20px;height:20px;background:teal;position:relative;left:0"></div></div>',
  `let on = 0; $('#go').onpointerdown = () => { on = 1 }; onpointerup = () => { on = 0 }; onpointermove = e => { if (on) $('#go').style.left = e.clientX - 24 + 'px' }`,
  async v => {
    await v.look(1000)
    for (let i = 0; i < 4; i++) {
      await v.over('#go')
      await v.page.mouse.down()
      await v.page.mouse.move(60 + i * 50, 120, { steps: 6 })
      await v.page.mouse.up()
      await v.wait(200)
    }
    await v.look(2500)
  },
)
add('disabled button', '<button id="go" disabled>Continue</button>', '', clicks('#go'))
add(
  'the tab that is open already',
  '<div role="tablist"><button role="tab" aria-selected="true" id="go">One</button><button role="tab" aria-selected="false">Two</button></div>',
  '',
  clicks('#go'),
)
add(
  'link to this very page',
  '<a id="go" href="/" onclick="event.preventDefault()">Home</a>',
  '',
  clicks('#go'),
)
add(
  'form that the browser refuses',
  '<form class="card"><input id="q" required><button id="go">Send</button></form>',
  '',
  clicks('#go', 2, 900),
)
add(
  'form whose page refuses',
  '<form class="card" id="f"><input id="q"><button id="go">Send</button><p id="out" role="alert"></p></form>',
  `$('#f').onsubmit = e => { e.preventDefault(); $('#out').textContent = 'Please enter a name' }`,
  clicks('#go'),
)
add(
  'scrolls to a part',
  '<button id="go">To the end</button><div style="height:1800px"></div><p id="end">End</p>',
  `$('#go').onclick = () => $('#end').scrollIntoView()`,
  clicks('#go'),
)
add(
  'gallery scrolls sideways',
  '<div id="g" style="width:200px;overflow:auto;white-space:nowrap"><img width="900" height="50" alt=""></div><button id="go">›</button>',
  `$('#go').onclick = () => { $('#g').scrollLeft += 60 }`,
  clicks('#go', 5, 350),
)
add(
  'toggles a class on the page',
  '<button id="go">Dark</button>',
  `$('#go').onclick = () => { document.documentElement.classList.toggle('dark') }`,
  clicks('#go', 4, 300),
)
add(
  'style by script',
  '<button id="go">Larger text</button>',
  `$('#go').onclick = () => { document.styleSheets[0].insertRule('p{font-size:20px}', 0) }`,
  clicks('#go'),
)
add(
  'selects all',
  '<input id="q" value="https://shop.test/share/1"><button id="go">Select link</button>',
  `$('#go').onclick = () => $('#q').select()`,
  clicks('#go'),
)
add(
  'accordion with an animation by script',
  '<div class="card"><button id="go">More</button><div id="o" style="height:0;overflow:hidden">Text</div></div>',
  `$('#go').onclick = () => { let h = 0; (function grow() { $('#o').style.height = (h += 4) + 'px'; if (h < 80) requestAnimationFrame(grow) })() }`,
  clicks('#go'),
)
add(
  'starts a countdown',
  '<div class="card"><button id="go">Resend code</button><span id="n"></span></div>',
  `$('#go').onclick = () => { let n = 30; setInterval(() => { $('#n').textContent = String(--n) }, 1000) }`,
  clicks('#go', 1, 0, 6000),
)
add(
  'progress bar',
  '<div class="card"><button id="go">Export</button><progress id="n" max="10" value="0"></progress></div>',
  `$('#go').onclick = () => { let n = 0; const t = setInterval(() => { $('#n').setAttribute('value', String(++n)); if (n === 10) clearInterval(t) }, 500) }`,
  clicks('#go', 1, 0, 6000),
)
add(
  'leaves soon after the click',
  '<button id="go">Open</button>',
  `$('#go').onclick = () => { setTimeout(() => { document.body.append('Opened') }, 2000) }`,
  async v => {
    await v.look(1500)
    await v.click('#go')
    await v.wait(500)
  },
)
add('link to another page', '', '', clicks('#go'), {
  pages: {
    '/': html('<a id="go" href="/products">All products</a>'),
    '/products': html('<h2>Products</h2>'),
  },
})
add('button to another page, slowly', '', '', clicks('#go', 1, 0, 4000), {
  pages: {
    '/': html(
      '<button id="go">All products</button>',
      `$('#go').onclick = () => setTimeout(() => { location.href = '/products' }, 1500)`,
    ),
    '/products': html('<h2>Products</h2>'),
  },
})
add(
  'route by script',
  '<button id="go">Next step</button><h2 id="s">1</h2>',
  `$('#go').onclick = () => { history.pushState({}, '', '/step/2'); $('#s').textContent = '2' }`,
  clicks('#go'),
)
for (const tells of ['console', 'signals'] as const) {
  add(
    `errors in the background, ${tells}`,
    '<button id="go">Show</button><p id="out"></p>',
    `setInterval(() => console.error('poll failed'), 1200); $('#go').onclick = () => { $('#out').textContent = 'Shown' }`,
    async v => {
      await v.look(3000)
      await v.click('#go')
      await v.look(3000)
      await v.click('h1')
      await v.look(2500)
    },
    { tells },
  )
  add(
    `an error before the click, ${tells}`,
    '<button id="go">Show</button><p id="out"></p>',
    `setTimeout(() => reportError(new Error('ad blocked')), 600); $('#go').onclick = () => { $('#out').textContent = 'Shown' }`,
    clicks('#go', 1, 0, 3000),
    { tells },
  )
  add(
    `an error long after the click, ${tells}`,
    '<button id="go">Show</button><p id="out"></p>',
    `$('#go').onclick = () => { $('#out').textContent = 'Shown'; setTimeout(() => reportError(new Error('late')), 4000) }`,
    clicks('#go', 1, 0, 5000),
    { tells },
  )
  add(
    `a warning, ${tells}`,
    '<button id="go">Show</button><p id="out"></p>',
    `$('#go').onclick = () => { console.warn('deprecated'); $('#out').textContent = 'Shown' }`,
    clicks('#go'),
    { tells },
  )
}
add(
  'a wrong password',
  '<form id="f" class="card"><input id="q"><button id="go">Sign in</button><p id="out"></p></form>',
  `$('#f').onsubmit = e => { e.preventDefault(); fetch('/api/refuse').then(r => { if (r.status === 401) $('#out').textContent = 'Wrong password' }) }`,
  clicks('#go'),
  { tells: 'signals' },
)
add(
  'saves in silence',
  '<button id="go">Save</button>',
  `$('#go').onclick = () => { fetch('/api/ok', { method: 'POST' }) }`,
  clicks('#go'),
  { tells: 'signals' },
)
add(
  'new window by script',
  '<button id="go">Preview</button>',
  `$('#go').onclick = () => { window.open('/products') }`,
  clicks('#go'),
  {
    tells: 'signals',
    pages: {
      '/': html('<button id="go">Preview</button>', `$('#go').onclick = () => { window.open('/products') }`),
      '/products': html('<h2>Preview</h2>'),
    },
  },
)
