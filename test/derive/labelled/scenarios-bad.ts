import { scenarioList } from './scenario-list.ts'
import { BACKGROUNDS, html } from './visit.ts'

const { all, add } = scenarioList()
/** Visits in which clicks lead to nothing. */
export const BAD = all

const BUTTONS: Record<string, string> = {
  button: '<button type="button" id="go">Apply coupon</button>',
  div: '<div id="go" class="btn">Apply coupon</div>',
  link: '<a id="go" href="#">See details</a>',
  role: '<span id="go" role="button" tabindex="0">Add to list</span>',
  icon: '<button type="button" id="go" aria-label="Add"><svg width="24" height="24"><rect width="24" height="24"/></svg></button>',
}

for (const [background, { body, script }] of Object.entries(BACKGROUNDS)) {
  for (const [kind, button] of Object.entries(BUTTONS)) {
    if (background !== 'still' && kind !== 'button' && kind !== 'div') continue
    add(`dead ${kind}, ${background}`, `${body}<form class="card">${button}</form>`, script, async v => {
      await v.look(2500)
      await v.expect('dead')
      await v.click('#go')
      await v.look(4500)
    })
  }
  add(
    `rage on a dead button, ${background}`,
    `${body}<div class="card">${BUTTONS.button}</div>`,
    script,
    async v => {
      await v.look(2500)
      await v.expect('rage', 'dead?')
      await v.click('#go', 5, 220)
      await v.look(4000)
    },
  )
  add(
    `rage on a slow button, ${background}`,
    `${body}<div class="card"><button id="go">Order</button><p id="out"></p></div>`,
    `${script} let asked = 0; $('#go').onclick = () => { if (!asked++) setTimeout(() => { $('#out').textContent = 'Ordered' }, 3200) }`,
    async v => {
      await v.look(2500)
      await v.expect('rage')
      await v.click('#go', 4, 300)
      await v.look(5000)
    },
  )
}

add(
  'rage while a spinner shows',
  `<div class="card"><button id="go">Pay</button><p id="out"></p></div>`,
  `$('#go').onclick = () => { if ($('#out').textContent) return; $('#out').textContent = 'One moment ...'; setTimeout(() => { $('#out').textContent = 'Paid' }, 5000) }`,
  async v => {
    await v.look(1500)
    await v.expect('rage')
    await v.click('#go', 6, 250)
    await v.look(6000)
  },
)
add(
  'rage on a dead link',
  '<a href="#" id="go" class="more">Load more reviews</a>',
  `$('#go').onclick = e => e.preventDefault()`,
  async v => {
    await v.look(1500)
    await v.expect('rage', 'dead?')
    await v.click('#go', 4, 200)
    await v.look(4000)
  },
)
add(
  'rage on a picture that looks like a button',
  '<img id="go" alt="Zoom" width="200" height="120" style="cursor:pointer" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
  '',
  async v => {
    await v.look(1500)
    await v.expect('rage', 'dead?')
    await v.click('#go', 6, 180)
    await v.look(4000)
  },
)
add(
  'rage after a while, again',
  `<div class="card">${BUTTONS.div}</div><button id="ok">Show</button><p id="out"></p>`,
  `$('#ok').onclick = () => { $('#out').textContent += ' shown' }`,
  async v => {
    await v.look(1000)
    await v.click('#ok')
    await v.look(2500)
    await v.expect('rage', 'dead?')
    await v.click('#go', 4, 240)
    await v.look(3500)
    await v.click('#ok')
    await v.look(1500)
  },
)
add(
  'rage with a ripple',
  `<div class="card"><button id="go">Continue</button></div>`,
  `$('#go').onmousedown = () => { const s = document.createElement('span'); s.className = 'ripple'; $('#go').append(s); setTimeout(() => s.remove(), 400) }`,
  async v => {
    await v.look(1500)
    await v.expect('rage', 'dead?')
    await v.click('#go', 5, 250)
    await v.look(4000)
  },
)
add(
  'dead with a ripple',
  `<div class="card"><button id="go">Continue</button></div>`,
  `$('#go').onmousedown = () => { const s = document.createElement('span'); s.className = 'ripple'; $('#go').append(s); setTimeout(() => s.remove(), 400) }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
)
add(
  'dead, then hover effects elsewhere',
  `${BUTTONS.button}<div class="card" id="hov">Hover me</div>`,
  `$('#hov').onmouseenter = () => { $('#hov').style.background = 'gold' }; $('#hov').onmouseleave = () => { $('#hov').style.background = '' }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.wait(900)
    await v.over('#hov')
    await v.look(4000)
  },
)
add(
  'dead, then another button',
  `<div class="card">${BUTTONS.button}</div><div class="card"><button id="b">Show</button><p id="out"></p></div>`,
  `$('#b').onclick = () => { $('#out').textContent = 'Shown' }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(1800)
    await v.click('#b')
    await v.look(3500)
  },
)
add(
  'dead, then typing',
  `<div class="card">${BUTTONS.button}</div><input id="q" placeholder="Search"><ul id="out"></ul>`,
  `$('#q').oninput = () => { $('#out').innerHTML = '<li>' + $('#q').value + '</li>' }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(1800)
    await v.click('#q')
    await v.page.keyboard.type('teapot', { delay: 90 })
    await v.look(2500)
  },
)
add('dead, then scrolling', `${BUTTONS.button}<div style="height:2000px"></div>`, '', async v => {
  await v.look(1500)
  await v.expect('dead')
  await v.click('#go')
  await v.wait(1200)
  for (let i = 0; i < 6; i++) {
    await v.page.mouse.wheel(0, 200)
    await v.wait(250)
  }
  await v.look(2500)
})
add(
  'dead tile with the hand cursor',
  '<div class="card tile" id="go"><b>Blue mug</b><p>12.00</p></div>',
  '',
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
  {
    pages: {
      '/': html(
        '<div class="card tile" id="go"><b>Blue mug</b><p>12.00</p></div>',
        '',
        '.tile{cursor:pointer}',
      ),
    },
  },
)
add(
  'dead submit',
  '<form id="f"><input value="x" name="q"><button id="go">Send</button></form>',
  `$('#f').onsubmit = e => e.preventDefault()`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
)
add(
  'dead checkbox look-alike',
  '<div role="checkbox" aria-checked="false" tabindex="0" id="go">Gift wrap</div>',
  '',
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
)
add(
  'rewrites the same text',
  `<div class="card">${BUTTONS.button}<p id="out">Total 12.00</p></div>`,
  `$('#go').onclick = () => { $('#out').textContent = 'Total 12.00'; document.body.dataset.clicks = String(Math.random()) }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
)
add(
  'only loads a script',
  `<div class="card">${BUTTONS.button}</div>`,
  `$('#go').onclick = () => { const s = document.createElement('script'); s.textContent = 'void 0'; document.head.append(s) }`,
  async v => {
    await v.look(1500)
    await v.expect('dead')
    await v.click('#go')
    await v.look(4500)
  },
)
