import { clicks, scenarioList } from './scenario-list.ts'
import { BACKGROUNDS, html } from './visit.ts'

const { all, add } = scenarioList()
/** Visits in which nothing goes wrong, though it may look so: repeated clicks, far and late answers, style sheets. */
export const FINE = all

for (const [background, { body, script }] of Object.entries(BACKGROUNDS)) {
  add(
    `stepper, ${background}`,
    `${body}<div class="card"><button id="go">+</button><span id="n">1</span></div>`,
    `${script} let n = 1; $('#go').onclick = () => { $('#n').textContent = String(++n) }`,
    clicks('#go', 7, 200),
  )
  add(
    `toast far from the button, ${background}`,
    `${body}<button id="go">Add to cart</button>`,
    `${script} $('#go').onclick = () => { const t = document.createElement('div'); t.className = 'toast'; t.textContent = 'Added'; document.body.append(t); setTimeout(() => t.remove(), 2500) }`,
    clicks('#go'),
  )
  add(
    `late answer, ${background}`,
    `${body}<div class="card"><button id="go">Search</button><p id="out"></p></div>`,
    `${script} $('#go').onclick = () => { setTimeout(() => { $('#out').textContent = 'Nothing found' }, 4000) }`,
    clicks('#go', 1, 0, 5500),
  )
}
add(
  'stepper whose number arrives late',
  '<div class="card"><button id="go">+</button><span id="n">1</span></div>',
  `let n = 1; $('#go').onclick = () => { setTimeout(() => { $('#n').textContent = String(++n) }, 400) }`,
  clicks('#go', 6, 300),
)
add(
  'number field stepper',
  '<div class="card"><button id="go" type="button">+</button><input id="n" type="number" value="1"></div>',
  `$('#go').onclick = () => { $('#n').value = String(Number($('#n').value) + 1) }`,
  clicks('#go', 6, 220),
)
add(
  'pagination',
  '<ul id="list"><li>1</li><li>2</li><li>3</li></ul><button id="go" aria-label="Next">&gt;</button>',
  `let p = 1; $('#go').onclick = () => { p++; $('#list').innerHTML = [1,2,3].map(i => '<li>Item ' + p + '.' + i + '</li>').join('') }`,
  clicks('#go', 6, 350),
)
add(
  'calendar',
  '<div class="card"><button id="go">›</button><b id="m">1</b><table><tbody id="d"></tbody></table></div>',
  `let m = 1; $('#go').onclick = () => { $('#m').textContent = String(++m); $('#d').innerHTML = '<tr><td>' + m + '</td></tr>' }`,
  clicks('#go', 8, 160),
)
add(
  'carousel with arrows that also turns by itself',
  '<div class="slides" style="transform:translateX(0)"><b>1</b></div><button id="go">›</button>',
  `let n = 0; const go = () => { $('.slides').style.transform = 'translateX(' + ++n * 50 + 'px)' }; setInterval(go, 4000); $('#go').onclick = go`,
  clicks('#go', 5, 450),
)
add(
  'canvas game',
  '<canvas id="go" width="300" height="200"></canvas>',
  `const c = $('#go').getContext('2d'); let n = 0; $('#go').onclick = () => { c.fillRect(++n * 10, 10, 8, 8) }`,
  clicks('#go', 12, 160),
)
add(
  'clicker game',
  '<div class="btn" id="go">Cookie</div><p id="n">0</p>',
  `let n = 0; $('#go').onclick = () => { $('#n').textContent = String(++n) }`,
  clicks('#go', 15, 110),
)
add(
  'counter elsewhere',
  '<div class="btn" id="go">Like</div><footer>Likes: <span id="n">0</span></footer>',
  `let n = 0; $('#go').onclick = () => { $('#n').textContent = String(++n) }`,
  clicks('#go', 5, 240),
)
add(
  'overlay opens',
  '<button id="go">Menu</button><div id="o" hidden>Hello</div>',
  `$('#go').onclick = () => { $('#o').hidden = false }`,
  clicks('#go'),
)
add(
  'dialog opens',
  '<button id="go">Open</button><dialog id="d"><p>Hi</p></dialog>',
  `$('#go').onclick = () => $('#d').showModal()`,
  clicks('#go'),
)
add(
  'popover opens',
  '<button id="go" popovertarget="p">Info</button><div id="p" popover>Info text</div>',
  '',
  clicks('#go'),
)
add(
  'menu opens on press',
  '<div class="card"><button id="go">Options</button><ul id="o" hidden><li>A</li></ul></div>',
  `$('#go').onpointerdown = () => { $('#o').hidden = false }`,
  clicks('#go'),
)
add(
  'css checkbox',
  '<label id="go"><input type="checkbox" id="c"> Show more</label><p class="more">More</p>',
  '',
  clicks('#go'),
  {
    pages: {
      '/': html(
        '<input type="checkbox" id="c"><label id="go" for="c">Show more</label><p class="more">More</p>',
        '',
        '.more{display:none} #c:checked ~ .more{display:block}',
      ),
    },
  },
)
add('css target', '<a id="go" href="#more">More</a><p id="more" class="more">More</p>', '', clicks('#go'), {
  pages: {
    '/': html(
      '<a id="go" href="#more">More</a><p id="more" class="more">More</p>',
      '',
      '.more{display:none} .more:target{display:block}',
    ),
  },
})
add(
  'details',
  '<details><summary id="go">Shipping</summary><p>Two days</p></details>',
  '',
  clicks('#go', 4, 350),
)
add('css hover menu', '', '', clicks('#go'), {
  pages: {
    '/': html(
      '<ul><li class="menu"><a id="go" class="btn" tabindex="0">Products</a><ul class="sub"><li>A</li></ul></li></ul>',
      '',
      '.sub{display:none} .menu:hover .sub{display:block}',
    ),
  },
})
add('css focus menu', '', '', clicks('#go'), {
  pages: {
    '/': html(
      '<div class="dd"><div id="go" tabindex="0" class="btn">Account</div><ul class="sub"><li>A</li></ul></div>',
      '',
      '.sub{display:none} .dd:focus-within .sub{display:block}',
    ),
  },
})
add(
  'focuses the search field',
  '<button id="go">Search</button><input id="q">',
  `$('#go').onclick = () => $('#q').focus()`,
  clicks('#go'),
)
add('text field', '<input id="go" value="hello there">', '', clicks('#go', 3, 140))
add('typing after a click', '<input id="go">', '', async v => {
  await v.look(1000)
  await v.click('#go')
  await v.page.keyboard.type('some words', { delay: 70 })
  await v.look(2500)
})
add('text area', '<textarea id="go">hello there</textarea>', '', clicks('#go', 4, 140))
add('select', '<select id="go"><option>A</option><option>B</option></select>', '', async v => {
  await v.look(1500)
  await v.over('#go')
  await v.click('#go')
  await v.page.keyboard.press('Escape')
  await v.look(3000)
})
add('date field', '<label for="go">Date</label><input id="go" type="date">', '', clicks('#go'))
add(
  'radio',
  '<label><input type="radio" name="r" checked id="go"> Card</label><label><input type="radio" name="r" id="b"> Bank</label>',
  '',
  async v => {
    await v.look(1200)
    await v.click('#b')
    await v.look(1200)
    await v.click('#b')
    await v.look(3000)
  },
)
