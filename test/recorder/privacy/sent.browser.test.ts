import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../chromium.ts'
import { type Sink, startSink } from '../sink.ts'
import { hasSnapshot, newVisitor, saw, until } from '../visit.ts'
import { plantedPage, TRACES, TYPED_VALUES } from './planted-page.ts'

let browser: Browser
let sink: Sink
beforeAll(async () => {
  browser = await launchChromium()
  sink = await startSink()
})
afterAll(async () => {
  await browser.close()
  await sink.close()
})

test('[P1] nothing that the built recorder sends from the planted page holds a secret', async () => {
  const { html, words } = plantedPage()
  const tag = `<script async src="SINK/recorder.js" data-write-key="KEY"></script>`
  sink.pages.set('/', { html: html.replace('<base', `${tag}<base`) })
  const visitor = await newVisitor(browser, sink)
  const page = await visitor.open(
    `/?session=${words[0]}path&utm_source=jane.secret@example.com#id_token=${words[1]}path`,
  )
  await until('the snapshot', () => hasSnapshot(sink))
  await page.evaluate(`(() => {
    analytics.page()
    analytics.track('Bought', { from: 'the page' })
    segreel.log('logged', { title: document.title, password: 'typedword', kept: 'kept in the log' })
    console.log(document.title, location.href)
    fetch('/asked?key=${words[2]}').catch(() => {})
    history.pushState({}, '', '/next?key=${words[3]}')
    Promise.reject(new Error(document.title))
  })()`)
  await page.fill('[name=q]', 'typedword')
  await page.click('#shown')
  await until('the last of it', () => saw(sink, '/next') && saw(sink, 'rejection'))
  await until('the events', () => sink.events.length >= 2)
  await visitor.context.close()

  const sent = JSON.stringify([
    sink.batches,
    sink.events,
    sink.requests.filter(path => path.includes('/v1/')),
  ])
  expect(sent).toContain('Shown words stay.')
  expect(sent).toContain('kept in the log')
  const found = [...words, ...TRACES, ...Object.values(TYPED_VALUES), 'typedword'].flatMap(secret => {
    const at = sent.indexOf(secret)
    return at < 0 ? [] : [`${secret} in ...${sent.slice(Math.max(0, at - 160), at + 60)}...`]
  })
  expect(found).toEqual([])
})
