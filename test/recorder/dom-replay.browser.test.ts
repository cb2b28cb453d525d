import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { changeAtRandom } from './change-at-random.ts'
import { outline } from './outline.ts'
import { startSink } from './sink.ts'
import { newVisitor, pageWith, recorded, until } from './visit.ts'

const PLAYER = readFileSync(join(import.meta.dirname, '../../node_modules/rrweb/umd/rrweb.js'), 'utf8')

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const card = (_: unknown, i: number) =>
  `<div class="c k${i % 7}" data-i="${i}"><h3 title="card ${i}">Item ${i}</h3><p>text <b>bold</b> <i>more</i></p><a href="/x/${i}">link</a></div>`

/** Runs in the player's page. */
async function replay({ events, source }: { events: unknown[]; source: string }): Promise<string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: rrweb's player is a global of the page, loaded as a script.
  const { Replayer } = (window as any).rrweb
  const player = new Replayer(events, { root: document.body, mouseTail: false })
  player.pause(player.getMetaData().totalTime + 10)
  await new Promise(done => setTimeout(done, 500))
  // The same function as on the recorded page.
  return new Function('root', `return (${source})(root)`)(player.iframe.contentDocument)
}

// The larger page is changed while its snapshot is being written.
for (const [seed, cards] of [
  [1, 200],
  [2, 200],
  [3, 2_000],
]) {
  test(`[R9] a page changed at random replays as it is (seed ${seed}, ${cards} cards)`, async () => {
    const sink = await startSink()
    const body = `<div id=root>${Array.from({ length: cards ?? 0 }, card).join('')}</div><iframe id=frame srcdoc="<p>in frame</p><button>b</button>"></iframe><input autocomplete=off>`
    const head = '<style>.a{color:red}</style><style id=empty></style>'
    sink.pages.set('/', { html: pageWith(body, '', head) })
    const visitor = await newVisitor(browser, sink)
    const page = await visitor.open()
    await page.evaluate(changeAtRandom, { seed: seed ?? 0, forMs: 2_500 })
    await page.evaluate(() => document.body.append('the end'))
    await until('the last change', () => JSON.stringify(recorded(sink)).includes('the end'))
    const live = await page.evaluate(`(${outline})(document)`)
    await page.close()
    const player = await visitor.context.newPage()
    const warnings: string[] = []
    player.on('console', message => warnings.push(message.text()))
    await player.addScriptTag({ content: PLAYER })
    const replayed = await player.evaluate(replay, { events: recorded(sink), source: String(outline) })
    expect(replayed).toEqual(live)
    expect(warnings).toEqual([])
    expect(visitor.errors).toEqual([])
    await visitor.context.close()
    await sink.close()
  })
}
