import { scenarioList } from './scenario-list.ts'
import type { Visitor } from './visit.ts'

const { all, add } = scenarioList('everything')
/** Forms that refuse, and forms that one submits again and again because they work. */
export const FORMS = all

const type = async (v: Visitor, selector: string, text: string) => {
  await v.click(selector)
  await v.page.keyboard.press('Control+A')
  for (const letter of text) {
    await v.page.keyboard.type(letter)
    await v.wait(90)
  }
}
const FORM =
  '<form id="f"><label>E-mail <input id="e" name="e"></label><label>Phone <input id="n" name="n"></label><p id="err" class="error" role="alert"></p><button id="go">Send</button></form>'

add(
  'form: refused three times',
  FORM,
  `let n = 0; $('#f').onsubmit = e => { e.preventDefault(); n++; $('#e').setAttribute('aria-invalid', 'true'); $('#err').textContent = 'Please check the e-mail (' + n + ')' }`,
  async v => {
    await v.look(1000)
    for (let i = 0; i < 4; i++) {
      await type(v, '#e', `ada${i}`)
      if (i === 2) await v.expect('form-struggle')
      await v.click('#go')
      await v.look(1800)
    }
  },
)
add(
  'form: refused once, then sent',
  FORM,
  `let n = 0; $('#f').onsubmit = e => { e.preventDefault(); $('#err').textContent = n++ ? '' : 'Please check the e-mail'; if (n > 1) $('#f').innerHTML = '<b>Thank you</b>' }`,
  async v => {
    await type(v, '#e', 'ada')
    await v.click('#go')
    await v.look(2000)
    await type(v, '#e', 'ada@x')
    await v.click('#go')
    await v.look(2500)
  },
)
add(
  'form: the browser refuses a field that is empty',
  '<form id="f"><input id="e" required><input id="g" required><button id="go">Send</button></form>',
  `$('#f').onsubmit = e => { e.preventDefault(); $('#f').innerHTML = 'Sent' }`,
  async v => {
    await v.look(1000)
    for (let i = 0; i < 3; i++) {
      if (i === 2) await v.expect('form-struggle', 'dead?')
      else await v.expect('dead?')
      await v.click('#go')
      await v.look(2500)
    }
  },
)
add(
  'form: says what is wrong at the top, out of sight',
  `<p id="err" role="alert"></p><form id="f"><input><div style="height:1400px"></div><button id="go">Order</button></form>`,
  `$('#f').onsubmit = e => { e.preventDefault(); $('#err').textContent = 'Please fill in your name' }`,
  async v => {
    await v.page.mouse.wheel(0, 1200)
    await v.look(1500)
    await v.expect('rage', 'form-struggle?', 'dead?')
    await v.click('#go', 5, 300)
    await v.look(4000)
  },
)
add(
  'form: a chat with five messages',
  '<ul id="log"></ul><form id="f"><input id="m" name="m"><button id="go">Send</button></form>',
  `$('#f').onsubmit = e => { e.preventDefault(); const li = document.createElement('li'); li.textContent = $('#m').value; $('#log').append(li); $('#m').value = '' }`,
  async v => {
    for (const text of ['Hello', 'How are you', 'Fine', 'Bye', 'See you']) {
      await type(v, '#m', text)
      await v.click('#go')
      await v.look(1500)
    }
  },
)
add(
  'form: a list of things to do, by the enter key',
  '<form id="f"><input id="m" name="m"></form><ul id="log"></ul>',
  `$('#f').onsubmit = e => { e.preventDefault(); const li = document.createElement('li'); li.textContent = $('#m').value; $('#log').append(li); $('#m').value = '' }`,
  async v => {
    await v.click('#m')
    for (const text of ['Milk', 'Bread', 'Tea', 'Salt']) {
      for (const letter of text) {
        await v.page.keyboard.type(letter)
        await v.wait(80)
      }
      await v.page.keyboard.press('Enter')
      await v.look(1200)
    }
    await v.look(1500)
  },
)
add(
  'form: a search that is refined',
  '<form id="f" role="search"><input id="q" type="search" name="q"><button id="go">Search</button></form><ul id="r"></ul>',
  `$('#f').onsubmit = e => { e.preventDefault(); $('#r').innerHTML = '<li>Result for ' + $('#q').value + '</li>' }`,
  async v => {
    for (const text of ['mug', 'blue mug', 'blue mug big', 'blue cup']) {
      await type(v, '#q', text)
      await v.click('#go')
      await v.look(2500)
    }
  },
)
add(
  'form: filters above a table',
  '<input id="a" placeholder="Filter"> <input id="b" type="range"><ul id="r"></ul>',
  `const draw = () => { $('#r').innerHTML = '<li>' + $('#a').value + $('#b').value + '</li>' }; $('#a').oninput = draw; $('#b').oninput = draw`,
  async v => {
    for (const text of ['a', 'be', 'gam', 'delta', 'eps']) {
      await type(v, '#a', text)
      await v.look(1800)
      await v.click('#b')
      await v.look(900)
    }
  },
)
add(
  'form: one field tried again and again',
  '<form id="f"><label>New password <input id="p" type="password" name="p"></label><p id="err"></p><label>Name <input id="n"></label><button id="go">Join</button></form>',
  `$('#p').onblur = () => { $('#err').textContent = 'Too weak ' + Math.random(); $('#p').setAttribute('aria-invalid', 'true') }`,
  async v => {
    await v.look(1000)
    await v.expect('form-struggle')
    for (const text of ['abc', 'abcd', 'Abcd1', 'Abcd12', 'Abcd12!']) {
      await type(v, '#p', text)
      await v.click('#n')
      await v.look(2000)
    }
  },
)
add(
  'form: steps of a quantity, typed',
  '<table><tr><td>Mug</td><td><input id="q" type="number" value="1"></td><td id="t">5</td></tr></table><button id="b">Note</button>',
  `$('#q').onchange = () => { $('#t').textContent = String(5 * $('#q').value) }; $('#b').onclick = () => { $('#b').textContent += '.' }`,
  async v => {
    for (const text of ['2', '3', '4', '2', '6']) {
      await type(v, '#q', text)
      await v.click('#b')
      await v.look(1800)
    }
  },
)
