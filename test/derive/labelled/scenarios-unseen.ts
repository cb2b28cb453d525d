import { clicks, scenarioList } from './scenario-list.ts'
import { html, type Visitor } from './visit.ts'

const { all, add } = scenarioList('everything')
/** Written after the rules were last tuned to the others; docs/labelled-visits.md says what they scored at first. */
export const UNSEEN = all

const signals = { tells: 'signals' } as const

add(
  'unseen: a dialog of the browser, closed by a key',
  '<button id="go">Terms</button><dialog id="d"><p>Our terms</p><button>OK</button></dialog>',
  `$('#go').onclick = () => $('#d').showModal()`,
  async v => {
    for (let i = 0; i < 2; i++) {
      await v.click('#go')
      await v.look(1200)
      await v.page.keyboard.press('Escape')
      await v.look(900)
    }
    await v.look(2000)
  },
)
add(
  'unseen: a disclosure opened and closed in play',
  '<details id="d"><summary id="go">Shipping</summary><p>Two days</p></details>',
  '',
  clicks('#go', 5, 300),
)
add(
  'unseen: a cart counts up in the header',
  '<b id="n" style="position:fixed;top:4px;right:4px">0</b><div style="height:300px"></div><button id="go">Add to cart</button>',
  `let n = 0; $('#go').onclick = () => setTimeout(() => { $('#n').textContent = String(++n) }, 350)`,
  clicks('#go', 3, 700),
)
add(
  'unseen: a cart counts up late, and the visitor is impatient',
  '<b id="n">0</b><button id="go">Add to cart</button>',
  `let n = 0; $('#go').onclick = () => setTimeout(() => { $('#n').textContent = String(++n) }, 2600)`,
  async v => {
    await v.look(1500)
    await v.expect('rage')
    await v.click('#go', 4, 450)
    await v.look(5000)
  },
)
add(
  'unseen: saving fails and nobody says so',
  '<label>Name <input id="n"></label><button id="go">Save</button>',
  `$('#go').onclick = () => { fetch('/api/fail', { method: 'POST' }).catch(() => {}) }`,
  async v => {
    await v.look(1500)
    await v.expect('error')
    await v.click('#go')
    await v.look(4500)
  },
  signals,
)
add(
  'unseen: a wrong password, said so',
  '<form id="f"><input id="u"><input id="p" type="password"><p id="m"></p><button id="go">Sign in</button></form>',
  `$('#f').onsubmit = async e => { e.preventDefault(); const r = await fetch('/api/refuse', { method: 'POST' }); if (!r.ok) $('#m').textContent = 'Wrong password' }`,
  async v => {
    await v.click('#p')
    await v.page.keyboard.type('secret')
    await v.click('#go')
    await v.look(4500)
  },
  signals,
)
add(
  'unseen: the keyboard works the buttons',
  '<button id="a">More</button><button id="b">Less</button><p id="n">3</p>',
  `let n = 3; $('#a').onclick = () => { $('#n').textContent = String(++n) }; $('#b').onclick = () => { $('#n').textContent = String(--n) }`,
  async v => {
    await v.look(1000)
    await v.page.locator('#a').focus()
    for (let i = 0; i < 4; i++) {
      await v.page.keyboard.press('Enter')
      await v.wait(300)
    }
    await v.look(3000)
  },
)
add('unseen: the keyboard presses a dead button', '<button id="a">Order</button>', '', async v => {
  await v.look(1500)
  await v.page.locator('#a').focus()
  await v.wait(400)
  await v.expect('dead')
  await v.page.keyboard.press('Enter')
  await v.look(4500)
})
add(
  'unseen: a feed without end',
  '<ul id="l"></ul>',
  `const more = () => { for (let i = 0; i < 20; i++) { const li = document.createElement('li'); li.style.height = '80px'; li.textContent = 'Post'; $('#l').append(li) } };
   more(); onscroll = () => { if (scrollY + innerHeight > document.body.scrollHeight - 400) more() }`,
  async v => {
    await v.look(800)
    for (let i = 0; i < 30; i++) {
      await v.page.mouse.wheel(0, 500)
      await v.wait(250)
    }
    await v.page.mouse.wheel(0, -600)
    await v.look(1500)
  },
)
add(
  'unseen: a wizard, next after next',
  '<p id="s">Step 1</p><div id="x"></div><button id="go">Next</button>',
  `let n = 1; $('#go').onclick = () => { $('#s').textContent = 'Step ' + ++n; $('#x').innerHTML = '<input>'.repeat(n % 3) }`,
  // The button moves with the form, and the hand follows.
  async v => {
    for (let i = 0; i < 6; i++) {
      await v.click('#go')
      await v.wait(200)
    }
    await v.look(3500)
  },
)
add(
  'unseen: notices are put away one by one',
  '<div id="t" class="toast"></div>',
  `for (const n of [1, 2, 3, 4]) { const d = document.createElement('div'); d.innerHTML = 'Notice ' + n + ' <button aria-label="Close">×</button>'; $('#t').append(d) }
   $('#t').onclick = e => { if (e.target.tagName === 'BUTTON') e.target.parentElement.remove() }`,
  async v => {
    await v.look(1500)
    for (let i = 0; i < 4; i++) {
      await v.click('#t button')
      await v.wait(150)
    }
    await v.look(3000)
  },
)
add(
  'unseen: cells of a sheet',
  `<table>${'<tr><td>1</td><td>2</td><td>3</td></tr>'.repeat(4)}</table>`,
  `document.querySelector('table').onclick = e => { document.querySelector('.sel')?.classList.remove('sel'); e.target.classList.add('sel') }`,
  async v => {
    for (const cell of [
      'tr:nth-child(1) td',
      'tr:nth-child(2) td',
      'tr:nth-child(3) td',
      'tr:nth-child(4) td',
    ]) {
      await v.click(cell)
      await v.wait(200)
    }
    await v.look(3000)
  },
  {
    pages: {
      '/': html(
        `<table>${'<tr><td>1</td><td>2</td><td>3</td></tr>'.repeat(4)}</table>`,
        `document.querySelector('table').onclick = e => { document.querySelector('.sel')?.classList.remove('sel'); e.target.classList.add('sel') }`,
        'td{cursor:pointer;padding:8px}',
      ),
    },
  },
)
add('unseen: the cursor goes round while the page loads', '<p>Loading</p>', '', async v => {
  await v.look(1500)
  await v.expect('thrash')
  for (let i = 0; i < 48; i++) {
    await v.page.mouse.move(400 + 90 * Math.cos(i), 350 + 90 * Math.sin(i))
    await v.wait(55)
  }
  await v.look(1500)
})
add('unseen: the cursor looks at a row of pictures', '<p>Pictures</p>', '', async v => {
  await v.look(1500)
  for (const x of [100, 300, 500, 300, 100, 400, 200]) {
    await v.page.mouse.move(x, 300, { steps: 4 })
    await v.wait(450)
  }
  await v.look(1500)
})

const SHOP = {
  '/': html('<a id="a" href="/a">Blue mug</a> <a id="b" href="/b">Red mug</a>'),
  '/a': html('<p>Blue mug</p>'),
  '/b': html('<p>Red mug</p>'),
}
const back = async (v: Visitor) => {
  await v.page.goBack({ waitUntil: 'commit' })
  await v.wait(300)
}
add(
  'unseen: from results to things and back again',
  '',
  '',
  async v => {
    await v.look(4000)
    for (const link of ['#a', '#b']) {
      await v.click(link)
      await v.look(2000)
      await v.expect('quick-back')
      await back(v)
      await v.look(2500)
    }
  },
  { pages: SHOP },
)
add(
  'unseen: the server finds fault with a form three times',
  '<form id="f"><input id="n" name="n"><div id="m"></div><button id="go">Register</button></form>',
  `let k = 0; $('#f').onsubmit = async e => { e.preventDefault(); await fetch('/api/refuse', { method: 'POST' }); $('#m').innerHTML = '<span role="alert">This name is already taken (' + ++k + ')</span>' }`,
  async v => {
    await v.look(1000)
    for (let i = 0; i < 3; i++) {
      await v.click('#n')
      await v.page.keyboard.type('ada')
      if (i === 2) await v.expect('form-struggle')
      await v.click('#go')
      await v.look(2200)
    }
  },
  signals,
)
add(
  'unseen: a loan is calculated again and again',
  '<form id="f"><input id="n" name="n" value="100"><button id="go">Calculate</button><p id="m"></p></form>',
  `$('#f').onsubmit = e => { e.preventDefault(); $('#m').textContent = 'Per month: ' + Number($('#n').value) / 12 }`,
  async v => {
    for (const sum of ['100', '2000', '350', '9000']) {
      await v.click('#n')
      await v.page.keyboard.press('Control+A')
      await v.page.keyboard.type(sum)
      await v.click('#go')
      await v.look(1800)
    }
  },
)
