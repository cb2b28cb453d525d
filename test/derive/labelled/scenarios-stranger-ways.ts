import { site, strangers } from './stranger.ts'
import type { Visitor } from './visit.ts'

const { all, visit } = strangers()
/** Ways and cursors on somebody else's site: wrong turns, circles, impatience; and what only resembles them. */
export const STRANGER_WAYS = all

const page = (body: string, script = '') =>
  site(
    '.c{max-width:760px;margin:24px auto}a{margin-right:14px}label{display:block}',
    `<div class="c">${body}</div>`,
    script,
  )
const TEXT = `<p>${'A sentence of the article that somebody reads with care. '.repeat(12)}</p>`
const DOCS = {
  '/': page(
    '<h1>Documentation</h1><a id="a" href="/install">Install</a><a id="b" href="/upgrade">Upgrade</a><a id="c" href="/faq">Questions</a>',
  ),
  '/install': page(
    `<h1>Install</h1><a id="home" href="/">Contents</a><a id="b" href="/upgrade">Upgrade</a>${TEXT}`,
  ),
  '/upgrade': page(
    `<h1>Upgrade</h1><a id="home" href="/">Contents</a><a id="c" href="/faq">Questions</a>${TEXT}`,
  ),
  '/faq': page(`<h1>Questions</h1><a id="home" href="/">Contents</a>${TEXT}`),
}
const back = async (v: Visitor) => {
  await v.page.goBack({ waitUntil: 'domcontentloaded' })
  await v.wait(300)
}
const follow = async (v: Visitor, link: string, ms: number) => {
  await v.click(link)
  await v.wait(ms / 2)
  await v.look(ms / 2)
}
const way = (name: string, run: (v: Visitor) => Promise<void>) => visit(name, DOCS['/'], run, { pages: DOCS })

way('the wrong chapter, and back at once', async v => {
  await v.look(4000)
  await follow(v, '#b', 1600)
  await v.expect('quick-back')
  await back(v)
  await v.look(3000)
  await follow(v, '#a', 8000)
})
way('two wrong chapters, one after the other', async v => {
  await v.look(3500)
  await follow(v, '#c', 1400)
  await v.expect('quick-back')
  await back(v)
  await v.look(3500)
  await follow(v, '#b', 1800)
  await v.expect('quick-back')
  await back(v)
  await v.look(4000)
})
way('a wrong chapter, left by the link to the contents', async v => {
  await v.look(4500)
  await follow(v, '#a', 1500)
  await v.expect('quick-back')
  await v.click('#home')
  await v.look(4500)
})
way('a chapter is read, then back', async v => {
  await v.look(3500)
  await follow(v, '#a', 10_000)
  await back(v)
  await v.look(4000)
})
way('on from chapter to chapter', async v => {
  for (const link of ['#a', '#b', '#c', '#home']) {
    await v.look(2500)
    await follow(v, link, 7000)
  }
})
way('round in a circle, reading nothing', async v => {
  await v.look(3500)
  await follow(v, '#a', 1400)
  await follow(v, '#b', 1300)
  await follow(v, '#c', 1400)
  await v.expect('u-turn', 'quick-back?', 'quick-back?', 'quick-back?')
  await v.click('#home')
  await v.look(4500)
})
way('three pages back in a row, to where it began', async v => {
  await v.look(4000)
  await follow(v, '#a', 1800)
  await follow(v, '#b', 1500)
  await v.expect('u-turn?', 'quick-back?', 'quick-back?')
  await back(v)
  await v.wait(600)
  await v.expect('u-turn?', 'quick-back?', 'quick-back?')
  await back(v)
  await v.look(4500)
})
way('a circle of a reader', async v => {
  await v.look(3000)
  await follow(v, '#a', 7000)
  await follow(v, '#b', 8000)
  await v.click('#home')
  await v.look(4000)
})

const SEARCH = `onload = () => { $('#q').value = new URLSearchParams(location.search).get('q') ?? '' }`
visit(
  'from results to a product and back, after a look',
  page(
    '<input id="q"><p><a id="a" href="/install">Blue lamp</a><a id="b" href="/upgrade">Red lamp</a></p>',
    SEARCH,
  ),
  async v => {
    await v.look(3000)
    for (const link of ['#a', '#b']) {
      await follow(v, link, 7000)
      await back(v)
      await v.look(2500)
    }
  },
  { pages: { '/install': DOCS['/install'], '/upgrade': DOCS['/upgrade'] } },
)

const circle = async (v: Visitor, turns: number, r: number, ms: number) => {
  for (let i = 0; i < turns; i++) {
    await v.page.mouse.move(500 + r * Math.cos(i * 1.1), 350 + r * Math.sin(i * 1.1))
    await v.wait(ms)
  }
}
const shake = async (v: Visitor, times: number, ms: number, wide = 260) => {
  for (let i = 0; i < times; i++) {
    await v.page.mouse.move(500 + (i % 2 ? wide : -wide), 320 + (i % 3) * 6, { steps: 3 })
    await v.wait(ms)
  }
}
visit('the cursor is shaken while nothing loads', page('<h1>One moment</h1>'), async v => {
  await v.wait(2500)
  await v.expect('thrash')
  await shake(v, 26, 70)
  await v.wait(3000)
})
visit('the cursor runs in circles', page('<h1>One moment</h1>'), async v => {
  await v.wait(2500)
  await v.expect('thrash')
  await circle(v, 70, 150, 40)
  await v.wait(3000)
})
visit('up and down in anger', page('<h1>One moment</h1>'), async v => {
  await v.wait(2500)
  await v.expect('thrash')
  for (let i = 0; i < 28; i++) {
    await v.page.mouse.move(520 + (i % 3) * 5, i % 2 ? 160 : 560, { steps: 3 })
    await v.wait(60)
  }
  await v.wait(3000)
})
visit(
  'along the cells of a calendar',
  page(`<table>${'<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>'.repeat(5)}</table>`),
  async v => {
    for (let i = 0; i < 14; i++) {
      await v.page.mouse.move(150 + (i % 4) * 40, 100 + Math.floor(i / 4) * 30, { steps: 3 })
      await v.wait(260)
    }
    await v.wait(3000)
  },
)
visit(
  'a thing is dragged to and fro until it fits',
  page(
    '<div id="d" style="width:80px;height:80px;background:#8ac;position:relative">Box</div>',
    `let on; $('#d').onmousedown = () => { on = true }; onmouseup = () => { on = false }; onmousemove = e => { if (on) $('#d').style.left = e.clientX - 160 + 'px' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.over('#d')
    await v.page.mouse.down()
    await shake(v, 16, 110, 120)
    await v.page.mouse.up()
    await v.wait(3000)
  },
)
visit('over a menu and through it', page('<ul><li>File<li>Edit<li>View<li>Help</ul>'), async v => {
  await v.wait(1500)
  for (let i = 0; i < 5; i++) {
    await v.page.mouse.move(160, 60 + (i % 4) * 24, { steps: 4 })
    await v.wait(300)
  }
  await v.page.mouse.move(700, 400, { steps: 6 })
  await v.wait(3000)
})
