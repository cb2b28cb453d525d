import { type Run, scenarioList } from './scenario-list.ts'
import { html, type Visitor } from './visit.ts'

const { all, add } = scenarioList('everything')
/** Slow answers, errant ways, cursors and forms; and what only looks like them. */
export const STRUGGLE = all

const PAGES = {
  '/': html('<a id="p" href="/products">All products</a><a id="c" href="/cart">Cart</a>'),
  '/products': html('<a id="c" href="/cart">Cart</a><a id="h" href="/help">Help</a>'),
  '/cart': html(
    '<a id="h" href="/help">Help</a><form action="/done"><input id="n" name="n"><button id="pay">Pay</button></form>',
  ),
  '/help': html('<p>Help</p>'),
  '/done': html('<p>Thank you</p><a id="b" href="/">Home</a>'),
}
const back = async (v: Visitor) => {
  await v.page.goBack({ waitUntil: 'commit' })
  await v.wait(300)
}
const visit = (name: string, run: Run, pages: Record<string, string> = PAGES) =>
  add(name, '', '', run, { pages })

visit('way: to a wrong page and straight back', async v => {
  await v.look(6000)
  await v.click('#p')
  await v.look(1400)
  await v.expect('quick-back')
  await back(v)
  await v.look(4000)
})
visit('way: to a page, read, and back', async v => {
  await v.look(3000)
  await v.click('#p')
  await v.look(9000)
  await back(v)
  await v.look(3000)
})
visit(
  'way: a sign-in that sends the visitor on and back by itself',
  async v => {
    await v.look(3000)
    await v.click('#in')
    await v.wait(1500)
    await v.look(3000)
  },
  {
    '/': html('<a id="in" href="/auth">Sign in</a>'),
    '/auth':
      '<!doctype html><title>One moment</title><script>setTimeout(() => { location.href = "/" }, 300)</script>',
  },
)
visit('way: over pages that are not read, back to the start', async v => {
  await v.look(4000)
  await v.click('#p')
  await v.look(1500)
  await v.click('#c')
  await v.look(1500)
  await v.click('#h')
  await v.look(1200)
  await v.expect('u-turn', 'quick-back?', 'quick-back?', 'quick-back?')
  await v.click('a[href="/"]')
  await v.look(4000)
})
visit('way: a purchase that ends where it began', async v => {
  await v.look(3000)
  await v.click('#c')
  await v.click('#n')
  await v.page.keyboard.type('Ada', { delay: 100 })
  await v.look(2500)
  await v.click('#pay')
  await v.look(2500)
  await v.click('#b')
  await v.look(3000)
})

const ROUTES = `const show = () => { $('#app').innerHTML = location.pathname === '/' ? '<a id="o" href="/photo/1">Photo</a>' : '<a id="o" href="/photo/1">Photo</a><dialog open><img alt="Photo" width="200" height="150"><button id="x">Close</button></dialog>' };
  const go = path => { history.pushState({}, '', path); __tell('navigation', { href: location.href, title: '', how: 'push' }); show() };
  onpopstate = () => { __tell('navigation', { href: location.href, title: '', how: 'pop' }); show() };
  $('#app').onclick = e => { e.preventDefault(); if (e.target.id === 'o') go('/photo/1'); if (e.target.id === 'x') history.back() }; show()`
add(
  'way: a picture is opened over the page and closed',
  '<div id="app"></div>',
  ROUTES,
  async v => {
    await v.look(2500)
    for (let i = 0; i < 2; i++) {
      await v.click('#o')
      await v.look(2000)
      await v.click('#x')
      await v.look(2000)
    }
  },
  { tells: 'signals' },
)

const slowly = (ms: number, first = ''): string =>
  `$('#go').onclick = () => { ${first} setTimeout(() => { $('#out').textContent = 'Ready ' + Math.random() }, ${ms}) }`
const OUT = '<div class="card"><button id="go">Report</button><p id="out"></p></div>'
add('slow: the answer takes 4 s', OUT, slowly(4000), async v => {
  await v.look(1500)
  await v.expect('slow')
  await v.click('#go')
  await v.look(6000)
})
add(
  'slow: the answer takes 4 s, a spinner shows at once',
  OUT,
  slowly(4000, `$('#out').textContent = 'One moment';`),
  async v => {
    await v.look(1500)
    await v.click('#go')
    await v.look(6000)
  },
)
add('slow: the answer takes 1 s', OUT, slowly(1000), async v => {
  await v.look(1500)
  await v.click('#go')
  await v.look(5000)
})
add(
  'slow: jumps to a part of the page, which changes later for another reason',
  '<button id="go">Reviews</button><div style="height:1500px"></div><div id="r">Reviews</div><p id="ad"></p><div style="height:900px"></div>',
  `$('#go').onclick = () => $('#r').scrollIntoView(); setTimeout(() => { $('#ad').textContent = 'Advertisement' }, 6500)`,
  async v => {
    await v.look(2000)
    await v.click('#go')
    await v.look(7000)
  },
)

const wiggle = async (v: Visitor, turns: number, gap: number, y = 0) => {
  for (let i = 0; i < turns; i++) {
    await v.page.mouse.move(i % 2 ? 600 : 300, 400 + i * y, { steps: 3 })
    await v.wait(gap)
  }
}
add('cursor: to and fro in anger', '<p>Loading</p>', '', async v => {
  await v.look(2000)
  await v.expect('thrash')
  await wiggle(v, 24, 110)
  await v.look(2000)
})
add('cursor: reads along the lines', '<p>Text</p>', '', async v => {
  await v.look(1500)
  await wiggle(v, 12, 500, 12)
  await v.look(1500)
})
add(
  'cursor: draws on a canvas',
  '<canvas id="c" width="600" height="400" style="background:#eee"></canvas>',
  '',
  async v => {
    await v.look(1500)
    await v.page.mouse.move(300, 300)
    await v.page.mouse.down()
    await wiggle(v, 20, 110)
    await v.page.mouse.up()
    await v.look(3000)
  },
)

const wheel = async (v: Visitor, ...ways: number[]) => {
  for (const way of ways) {
    for (let i = 0; i < 8; i++) {
      await v.page.mouse.wheel(0, way / 8)
      await v.wait(120)
    }
  }
}
const LONG = Array.from({ length: 60 }, (_, i) => `<p>Paragraph ${i} of a long page, with words.</p>`).join(
  '',
)
add('scroll: up and down in search of something', LONG, '', async v => {
  await v.look(1000)
  await v.expect('excessive-scroll')
  await wheel(v, 1600, -1500, 1500, -1400, 1500, -1500, 1200)
  await v.look(1000)
})
add('scroll: a long text is read', LONG, '', async v => {
  for (let i = 0; i < 5; i++) {
    await wheel(v, 450)
    await v.look(2500)
  }
  await wheel(v, -1800)
  await v.look(1000)
})
add('scroll: two things are compared', LONG, '', async v => {
  await wheel(v, 1400)
  await v.look(3000)
  await wheel(v, -1300)
  await v.look(3500)
  await wheel(v, 1300)
  await v.look(4000)
  await wheel(v, -1300)
  await v.look(3000)
})
