import { clicks, type Run, scenarioList } from './scenario-list.ts'
import { html } from './visit.ts'

const { all, add } = scenarioList('everything')
/** Applications of today as they are used: menus, players, maps, boards, chats; and where these fail their visitors. */
export const APPS = all

const signals = { tells: 'signals' } as const
const dead: Run = async v => {
  await v.look(1800)
  await v.expect('dead')
  await v.click('#go')
  await v.look(4500)
}

add(
  'app: a suggestion of an autocomplete is taken',
  '<label>City <input id="q" autocomplete="off"></label><ul id="list" hidden></ul>',
  `const all = ['Berlin', 'Bern', 'Bergen']; $('#q').oninput = () => setTimeout(() => { $('#list').hidden = false;
   $('#list').innerHTML = all.map(c => '<li style="cursor:pointer">' + c + '</li>').join('') }, 200);
   $('#list').onmousedown = e => e.preventDefault(); $('#list').onclick = e => { $('#q').value = e.target.textContent; $('#list').hidden = true }`,
  async v => {
    await v.click('#q')
    await v.page.keyboard.type('Ber', { delay: 120 })
    await v.look(900)
    await v.click('#list li:nth-child(2)')
    await v.look(3000)
  },
)
add(
  'app: a menu is opened and closed by a click beside it',
  '<button id="m" aria-expanded="false">Menu</button><div id="pop" hidden><a href="#a" id="a">Orders</a></div><p style="height:300px">Text</p>',
  `$('#m').onclick = e => { e.stopPropagation(); $('#pop').hidden = !$('#pop').hidden }; document.onclick = () => { $('#pop').hidden = true }`,
  async v => {
    for (let i = 0; i < 2; i++) {
      await v.click('#m')
      await v.look(700)
      await v.click('p')
      await v.look(700)
    }
    await v.look(2500)
  },
)
add(
  'app: through a carousel by its arrow',
  '<div style="overflow:hidden;width:300px"><div id="s" style="display:flex;width:3000px">' +
    Array.from({ length: 10 }, (_, i) => `<b style="width:300px">Slide ${i}</b>`).join('') +
    '</div></div><button id="next" aria-label="Next slide">›</button>',
  `let n = 0; $('#next').onclick = () => { n = Math.min(9, n + 1); $('#s').style.transform = 'translateX(-' + n * 300 + 'px)' }`,
  clicks('#next', 7, 350),
)
add(
  'app: at the end of a carousel the arrow is still there',
  '<div id="s"><b>Slide 0</b></div><button id="next" aria-label="Next slide">›</button>',
  `let n = 0; $('#next').onclick = () => { n = Math.min(2, n + 1); $('#s').textContent = 'Slide ' + n }`,
  async v => {
    await v.look(1200)
    await v.click('#next', 2, 700)
    await v.look(1500)
    await v.expect('rage', 'dead?')
    await v.click('#next', 4, 250)
    await v.look(4000)
  },
)
add(
  'app: copies a key, with a word of thanks far away',
  '<code>pk_123</code><button id="go" aria-label="Copy"><svg width="16" height="16"><rect width="16" height="16"/></svg></button><div class="toast" role="status"></div>',
  `$('#go').onclick = () => { setTimeout(() => { $('.toast').textContent = 'Copied' }, 150); setTimeout(() => { $('.toast').textContent = '' }, 2000) }`,
  clicks('#go', 2, 900),
)
add(
  'app: copies by script and says nothing',
  '<code>abc</code><div class="btn" id="go">abc</div>',
  `$('#go').onclick = () => { __tell('clipboard', { action: 'copy' }) }`,
  clicks('#go'),
  signals,
)
add(
  'app: a file made by the page, offered by script',
  '<button id="go">CSV</button>',
  `$('#go').onclick = () => { const a = document.createElement('a'); a.download = 'a.csv'; a.href = URL.createObjectURL(new Blob(['a']));
   __tell('open', { href: a.href, download: true }); a.click() }`,
  clicks('#go'),
  signals,
)
add(
  'app: a button that opens the picker of a hidden file field',
  '<input type="file" id="f" style="display:none"><button id="go">Your photo</button>',
  `$('#go').onclick = () => $('#f').click()`,
  clicks('#go'),
)
add(
  'app: play and pause of a player that draws a bar',
  '<button id="go" aria-label="Play">▶</button><div id="bar" style="width:0;height:4px;background:teal"></div>',
  `let t = 0, on; $('#go').onclick = () => { if (on) { clearInterval(on); on = 0 } else on = setInterval(() => { $('#bar').style.width = ++t + 'px' }, 250) }`,
  async v => {
    await v.look(1000)
    await v.click('#go')
    await v.look(4000)
    await v.click('#go')
    await v.look(3000)
  },
)
add(
  'app: a map is zoomed step by step and dragged',
  '<div id="map" style="position:relative;width:400px;height:250px;background:#cde;overflow:hidden"><div id="tiles" style="width:800px;height:600px">tiles</div></div><button id="in" aria-label="Zoom in">+</button>',
  `let z = 1, from; $('#in').onclick = () => { z *= 1.2; $('#tiles').style.transform = 'scale(' + z + ')' };
   $('#map').onmousedown = e => { from = e.clientX }; onmousemove = e => { if (from) $('#tiles').style.marginLeft = (e.clientX - from) + 'px' }; onmouseup = () => { from = 0 }`,
  async v => {
    await v.click('#in', 5, 260)
    await v.look(800)
    await v.over('#map')
    await v.page.mouse.down()
    await v.wait(80)
    await v.page.mouse.move(300, 300, { steps: 8 })
    await v.wait(200)
    await v.page.mouse.up()
    await v.look(3000)
  },
)
add(
  'app: a card is dragged to another column',
  '<div style="display:flex;gap:40px"><div class="card" id="a" style="width:160px;min-height:120px"><div id="c" class="btn" style="cursor:grab">Write report</div></div><div class="card" id="b" style="width:160px;min-height:120px"></div></div>',
  `let drag; $('#c').onpointerdown = () => { drag = true }; onpointerup = () => { if (drag) $('#b').append($('#c')); drag = false }`,
  async v => {
    await v.over('#c')
    await v.page.mouse.down()
    await v.wait(100)
    await v.page.mouse.move(320, 180, { steps: 10 })
    await v.wait(150)
    await v.page.mouse.up()
    await v.look(4000)
  },
)
add(
  'app: chat messages come by themselves, and a dead button',
  '<ul id="log"></ul><form onsubmit="return false"><input id="m"></form><button id="go">Invite</button>',
  `let n = 0; (function next() { setTimeout(() => { const li = document.createElement('li'); li.textContent = 'Message ' + ++n; $('#log').append(li); if ($('#log').children.length > 5) $('#log').firstChild.remove(); next() }, 400 + (n * 977) % 1900) })()`,
  dead,
)
add(
  'app: likes at once, and the server refuses later',
  '<button id="go" aria-pressed="false">♡ Like</button>',
  `$('#go').onclick = async () => { $('#go').textContent = '♥ Liked'; $('#go').setAttribute('aria-pressed', 'true');
   const r = await fetch('/api/fail', { method: 'POST' }); if (!r.ok) { $('#go').textContent = '♡ Like'; $('#go').setAttribute('aria-pressed', 'false') } }`,
  async v => {
    await v.look(1500)
    await v.expect('error')
    await v.click('#go')
    await v.look(4000)
  },
  signals,
)
add(
  'app: works, and a tracker that is blocked does not',
  '<button id="go">Add to cart</button><p id="out"></p>',
  `$('#go').onclick = () => { $('#out').textContent = '1 in cart'; fetch('https://www.google-analytics.com/g/collect?v=2', { method: 'POST' }).catch(() => {}) }`,
  clicks('#go'),
  signals,
)
add(
  'app: works, and the browser complains of a resize loop',
  '<button id="go">Details</button><p id="out"></p>',
  `let n = 0; $('#go').onclick = () => { $('#out').textContent = ++n % 2 ? 'Long details' : ''; setTimeout(() => dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' })), 20) }`,
  clicks('#go', 2, 1500),
  signals,
)
add(
  'app: a search that is cancelled by the next',
  '<button id="go">Filter</button><p id="out"></p>',
  `let n = 0; $('#go').onclick = () => { $('#out').textContent = 'Filter ' + ++n; Promise.reject(new DOMException('The user aborted a request.', 'AbortError')) }`,
  clicks('#go', 2, 1500),
  signals,
)
add(
  'app: a heart on the second tap of a picture',
  '<img id="go" alt="Beach" width="300" height="200" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><b id="h" hidden>♥</b>',
  `$('#go').ondblclick = () => { $('#h').hidden = false; setTimeout(() => { $('#h').hidden = true }, 900) }`,
  async v => {
    await v.look(1500)
    await v.click('#go', 2, 120)
    await v.look(2500)
    await v.click('#go', 2, 120)
    await v.look(3000)
  },
)
add(
  'app: stars are chosen, and chosen anew',
  '<div role="radiogroup">' +
    Array.from(
      { length: 5 },
      (_, i) => `<span role="radio" aria-checked="false" tabindex="0" id="s${i}">☆</span>`,
    ).join('') +
    '</div>',
  `const all = [...document.querySelectorAll('[role=radio]')]; all.forEach((s, i) => { s.onclick = () => all.forEach((o, j) => { o.textContent = j <= i ? '★' : '☆'; o.setAttribute('aria-checked', String(i === j)) }) })`,
  async v => {
    await v.look(1000)
    for (const star of ['#s2', '#s4', '#s3', '#s3']) {
      await v.click(star)
      await v.wait(250)
    }
    await v.look(3000)
  },
)
add(
  'app: tabs that only the style sheet knows',
  '<input type="radio" name="t" id="t1" checked hidden><input type="radio" name="t" id="t2" hidden><label for="t1">One</label> <label for="t2" id="go">Two</label><p class="one">First</p><p class="two">Second</p>',
  '',
  clicks('#go'),
  {
    pages: {
      '/': html(
        '<input type="radio" name="t" id="t1" checked hidden><input type="radio" name="t" id="t2" hidden><label for="t1">One</label> <label for="t2" id="go">Two</label><p class="one">First</p><p class="two">Second</p>',
        '',
        '#t1:checked~.two,#t2:checked~.one{display:none}',
      ),
    },
  },
)
add(
  'app: a dead button in a frame',
  '<iframe srcdoc="<button id=go>Subscribe</button>" width="300" height="100"></iframe>',
  '',
  async v => {
    await v.look(1800)
    await v.expect('dead')
    const box = await v.page.locator('iframe').boundingBox()
    await v.page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20, { steps: 3 })
    await v.page.mouse.down()
    await v.wait(60)
    await v.page.mouse.up()
    await v.look(4500)
  },
)
add(
  'app: a button in a frame that works',
  '<iframe srcdoc="<button onclick=&quot;this.textContent=\'Thanks\'&quot;>Subscribe</button>" width="300" height="100"></iframe>',
  '',
  async v => {
    await v.look(1500)
    const box = await v.page.locator('iframe').boundingBox()
    await v.page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20, { steps: 3 })
    await v.page.mouse.down()
    await v.wait(60)
    await v.page.mouse.up()
    await v.look(4000)
  },
)
add(
  'app: reading, with clicks on the text now and then',
  '<article><p id="go">A long story of many words that goes on and on.</p></article>',
  '',
  async v => {
    for (let i = 0; i < 4; i++) {
      await v.click('#go')
      await v.look(1700)
    }
  },
)
add(
  'app: a button that is switched off, pressed in vain',
  '<button id="go" disabled>Continue</button>',
  '',
  async v => {
    await v.look(1200)
    await v.expect('rage')
    await v.click('#go', 5, 250)
    await v.look(3500)
  },
)
add(
  'app: a button that is switched off, tried once',
  '<button id="go" disabled>Continue</button>',
  '',
  clicks('#go'),
)
