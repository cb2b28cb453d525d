import { expect } from 'vitest'
import { changeAtRandom } from './change-at-random.ts'
import { outline } from './outline.ts'
import { seenInReplay } from './player.ts'
import type { Sink } from './sink.ts'
import { hasSnapshot, pageWith, recorded, until } from './visit.ts'
import { test } from './visiting.ts'

const card = (_: unknown, i: number) =>
  `<div class="c k${i % 7}" data-i="${i}"><h3 title="card ${i}">Item ${i}</h3><p>text <b>bold</b> <i>more</i></p><a href="/x/${i}">link</a></div>`

const addEnd = () => document.body.append('the end')
const lastChange = (sink: Sink) =>
  until('the last change', () => JSON.stringify(recorded(sink)).includes('the end'))

// The larger page is changed while its snapshot is being written.
for (const [seed = 0, cards = 0] of [
  [1, 200],
  [2, 200],
  [3, 2_000],
]) {
  test(`[R9] a page changed at random replays as it is (seed ${seed}, ${cards} cards)`, async ({
    sink,
    visitor,
  }) => {
    const body = `<div id=root>${Array.from({ length: cards }, card).join('')}</div><iframe id=frame srcdoc="<p>in frame</p><button>b</button>"></iframe><input autocomplete=off>`
    const head = '<style>.a{color:red}</style><style id=empty></style>'
    sink.pages.set('/', { html: pageWith(body, '', head) })
    const page = await visitor.open()
    await page.evaluate(changeAtRandom, { seed, forMs: 2_500 })
    await page.evaluate(addEnd)
    await lastChange(sink)
    const live = await page.evaluate(`(${outline})(document)`)
    await page.close()
    const { seen, warnings } = await seenInReplay(visitor.context, recorded(sink), outline)
    expect(seen).toEqual(live)
    expect(warnings).toEqual([])
  })
}

test('[R9] style rules: written, inserted, nested, adopted, replaced, in shadow roots', async ({
  sink,
  visitor,
}) => {
  const head = `<style>#a { color: rgb(1, 0, 0) } @media (min-width: 1px) { #b { color: rgb(2, 0, 0) } }</style><style id=inserted></style>
    <link rel=stylesheet href="/style.css">
    <script>document.addEventListener('DOMContentLoaded', () => {
      document.getElementById('inserted').sheet.insertRule('#c { color: rgb(3, 0, 0) }')
      const sheet = new CSSStyleSheet(); sheet.replaceSync('#d { color: rgb(4, 0, 0) }'); document.adoptedStyleSheets = [sheet]; window.sheet = sheet
    })</script>`
  const body =
    '<p id=a>a</p><p id=b>b</p><p id=c>c</p><p id=d>d</p><p id=e>e</p><p id=f>f</p><p id=g>g</p><div id=host></div>'
  sink.pages.set('/', { html: pageWith(body, '', head) })
  sink.pages.set('/style.css', {
    html: '#g { color: rgb(9, 0, 0) }',
    headers: { 'content-type': 'text/css' },
  })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.evaluate(() => {
    const [first] = document.styleSheets
    const media = first?.cssRules[1]
    if (!first || !(media instanceof CSSMediaRule)) throw new Error('The page is another one.')
    media.insertRule('#e { color: rgb(5, 0, 0) }', 1)
    first.insertRule('#f { color: rgb(6, 0, 0) }', 0)
    const written = first.cssRules[1]
    if (written instanceof CSSStyleRule) written.style.setProperty('color', 'rgb(7, 0, 0)')
    Reflect.get(window, 'sheet').replaceSync('#d { color: rgb(8, 0, 0) }')
    const shadow = document.getElementById('host')?.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('p { color: rgb(10, 0, 0) }')
    if (shadow) {
      shadow.innerHTML = '<p>shadow</p>'
      shadow.adoptedStyleSheets = [sheet]
    }
    document.body.append('the end')
  })
  await lastChange(sink)
  const colours = (root: Document) => {
    const shadow = root.getElementById('host')?.shadowRoot?.querySelector('p')
    const all = [...'abcdefg'].map(id => root.getElementById(id)).concat(shadow ?? null)
    return all.map(element => element && root.defaultView?.getComputedStyle(element).color)
  }
  const live = await page.evaluate(`(${colours})(document)`)
  expect(live).toEqual([7, 2, 3, 8, 5, 6, 9, 10].map(red => `rgb(${red}, 0, 0)`))
  const { seen, warnings } = await seenInReplay(visitor.context, recorded(sink), colours)
  expect(seen).toEqual(live)
  expect(warnings).toEqual([])
})

test('[R9] what is typed, chosen and scrolled', async ({ sink, visitor }) => {
  const body = `<div data-segreel=show><input id=text autocomplete=off><input id=box type=checkbox><select id=list><option value=1>one<option value=2>two</select><input id=masked data-segreel=mask><textarea id=area></textarea></div>
    <div id=inner style="height:100px;overflow:auto"><div style="height:2000px">tall</div></div><div style="height:5000px"></div>`
  sink.pages.set('/', { html: pageWith(body) })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.fill('#text', 'typed')
  await page.check('#box')
  await page.selectOption('#list', '2')
  await page.fill('#masked', 'hidden')
  await page.evaluate(() => {
    const area = document.querySelector('textarea')
    if (area) area.value = 'set by script'
    document.getElementById('inner')?.scrollTo(0, 300)
    scrollTo(0, 700)
  })
  await page.waitForTimeout(300)
  await page.evaluate(addEnd)
  await lastChange(sink)
  const state = (root: Document) => {
    const value = (id: string) => Reflect.get(root.getElementById(id) ?? {}, 'value')
    const values = ['text', 'list', 'masked', 'area'].map(value)
    const checked = Reflect.get(root.getElementById('box') ?? {}, 'checked')
    return [...values, checked, root.getElementById('inner')?.scrollTop, root.scrollingElement?.scrollTop]
  }
  const { seen } = await seenInReplay(visitor.context, recorded(sink), state)
  expect(seen).toEqual(['typed', '2', '******', 'set by script', true, 300, 700])
})

test('[R9] a canvas, where the project asks for it', async ({ sink, visitor }) => {
  sink.settings = { canvasFps: 4 }
  const head = `<script>addEventListener('load', () => { const c = document.querySelector('canvas').getContext('2d'); c.fillStyle = 'rgb(250, 0, 0)'; c.fillRect(0, 0, 50, 50) })</script>`
  sink.pages.set('/', { html: pageWith('<canvas width=50 height=50></canvas>', '', head) })
  await visitor.open()
  await until('a picture', () =>
    recorded(sink).some(({ data }) => JSON.stringify(data).startsWith('{"source":9')),
  )
  expect(sink.requests).toContain('GET /canvas.js')
})
