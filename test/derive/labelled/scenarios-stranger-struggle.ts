import { press, site, strangers } from './stranger.ts'
import type { Visitor } from './visit.ts'

const { all, visit } = strangers()
/** Forms that refuse and answers that take long, on somebody else's site; and what only resembles them. */
export const STRANGER_STRUGGLE = all

const page = (body: string, script = '') =>
  site('.c{max-width:760px;margin:24px auto}label{display:block}', `<div class="c">${body}</div>`, script)

const SIGNUP = `let n = 0; $('#f').onsubmit = e => { e.preventDefault(); n++; if ($('#p').value.length < 12) $('#m').innerHTML = '<p role="alert">The password is too weak (' + n + ')</p>'; else $('.c').innerHTML = '<h1>Welcome</h1>' }`
const FORM =
  '<form id="f"><label>Mail <input id="e" type="email"></label><label>Password <input id="p" type="password"></label><div id="m"></div><button id="go">Create account</button></form>'
const retype = async (v: Visitor, field: string, text: string) => {
  await v.click(field)
  await v.page.keyboard.press('Control+A')
  await v.page.keyboard.type(text, { delay: 60 })
}
visit('no password is good enough', page(FORM, SIGNUP), async v => {
  await v.wait(1500)
  await retype(v, '#e', 'ada@example.com')
  for (const [i, text] of ['ada', 'ada1815', 'Ada!1815'].entries()) {
    await retype(v, '#p', text)
    if (i === 2) await v.expect('form-struggle')
    await v.click('#go')
    await v.wait(2200)
  }
  await v.wait(2500)
})
visit('the second password will do', page(FORM, SIGNUP), async v => {
  await v.wait(1500)
  await retype(v, '#e', 'ada@example.com')
  for (const text of ['ada', 'Ada!1815-lovelace']) {
    await retype(v, '#p', text)
    await v.click('#go')
    await v.wait(2500)
  }
  await v.wait(2500)
})
visit(
  'a card is refused by the bank again and again',
  page(
    '<form id="f"><label>Card <input id="e"></label><div id="m"></div><button id="go">Pay</button></form>',
    `let n = 0; $('#f').onsubmit = async e => { e.preventDefault(); await fetch('/api/any?status=402&after=500', { method: 'POST' }); $('#m').textContent = 'Your bank refused the card. ' + ++n }`,
  ),
  async v => {
    await v.wait(1500)
    for (let i = 0; i < 4; i++) {
      await retype(v, '#e', `4000 0000 0000 000${i}`)
      if (i === 2) await v.expect('form-struggle')
      await v.click('#go')
      await v.wait(2400)
    }
    await v.wait(2500)
  },
)
visit(
  'a date no notation is right for',
  page(
    '<form id="f"><label>Born <input id="e"></label><label>Town <input id="t"></label><p id="m"></p><button id="go">Next</button></form>',
    `$('#e').onblur = () => { if ($('#e').value) { $('#e').setAttribute('aria-invalid', 'true'); $('#m').textContent = 'Not a date: ' + $('#e').value } }`,
  ),
  async v => {
    await v.wait(1500)
    for (const [i, text] of ['10.12.1815', '1815-12-10', '12/10/1815', '10 Dec 1815'].entries()) {
      if (i === 3) await v.expect('form-struggle')
      await retype(v, '#e', text)
      await v.click('#t')
      await v.wait(1200)
    }
    await v.wait(3500)
  },
)
visit(
  'a long form is filled in with care',
  page(
    `<form id="f">${['Name', 'Street', 'Town', 'Phone', 'Mail'].map((n, i) => `<label>${n} <input id="i${i}"></label>`).join('')}<button id="go">Send</button></form>`,
    `$('#f').onsubmit = e => { e.preventDefault(); $('.c').innerHTML = '<h1>Thank you</h1>' }`,
  ),
  async v => {
    await v.wait(1500)
    for (let i = 0; i < 5; i++) {
      await retype(v, `#i${i}`, 'Something')
      await v.wait(500)
    }
    await retype(v, '#i2', 'London')
    await v.click('#go')
    await v.wait(4000)
  },
)
visit(
  'a translator is asked five times',
  page(
    '<form id="f"><textarea id="e" rows="2"></textarea><button id="go">Translate</button><p id="m"></p></form>',
    `$('#f').onsubmit = async e => { e.preventDefault(); await fetch('/api/any?after=400', { method: 'POST' }); $('#m').textContent = $('#e').value.split('').reverse().join('') }`,
  ),
  async v => {
    await v.wait(1500)
    for (const text of ['good day', 'thank you', 'how much', 'too dear', 'farewell']) {
      await retype(v, '#e', text)
      await v.click('#go')
      await v.wait(2200)
    }
    await v.wait(2000)
  },
)

const slow = (
  name: string,
  script: string,
  label: boolean,
  body = '<button id="go">Show</button><p id="s"></p>',
) =>
  visit(name, page(`<h1>Numbers</h1>${body}`, script), async v => {
    await v.look(1800)
    if (label) await v.expect('slow')
    await press(v, '#go')
    await v.look(8000)
  })
slow(
  'numbers after four seconds, by a timer',
  `$('#go').onclick = async () => { await wait(4200); $('#s').textContent = '42' }`,
  true,
)
slow(
  'numbers after five seconds, by a request',
  `$('#go').onclick = async () => { await fetch('/api/any?after=5000'); $('#s').innerHTML = '<b>42</b>' }`,
  true,
)
slow(
  'a window after four and a half seconds',
  `$('#go').onclick = async () => { await fetch('/api/any?after=4500'); const d = document.createElement('div'); d.setAttribute('role', 'dialog'); d.style = 'position:fixed;inset:100px;background:#eee'; d.textContent = 'The numbers'; document.body.append(d) }`,
  true,
)
slow(
  'a row of a table after six seconds',
  `$('#go').onclick = async () => { await wait(6000); const r = document.createElement('tr'); r.innerHTML = '<td>43</td>'; $('#t').append(r) }`,
  true,
  '<table id="t"><tr><td>42</td></tr></table><button id="go">Add</button>',
)
slow(
  'numbers after a second',
  `$('#go').onclick = async () => { await fetch('/api/any?after=900'); $('#s').textContent = '42' }`,
  false,
)
slow(
  'numbers after five seconds, and a bar moves until then',
  `$('#go').onclick = async () => { for (let i = 0; i < 10; i++) { $('#s').innerHTML = '<progress max="10" value="' + i + '"></progress>'; await wait(500) } $('#s').textContent = '42' }`,
  false,
)
slow(
  'numbers after five seconds, with the button greyed at once',
  `$('#go').onclick = async () => { $('#go').disabled = true; await fetch('/api/any?after=5000'); $('#go').disabled = false; $('#s').textContent = '42' }`,
  false,
)
slow(
  'news come five seconds after something else was done',
  `$('#go').onclick = () => { $('#s').textContent = 'Shown' }; setTimeout(() => { $('h1').textContent = 'Numbers, and news' }, 7000)`,
  false,
)
