/** Tests of the recorder on a page: one browser for the file; for each test a sink and a visitor of its own. */
import { test as base, expect } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { startSink } from './sink.ts'
import { newVisitor } from './visit.ts'

export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures come first.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium()
    onCleanup(() => browser.close())
    return browser
  })
  /** HTML by address, of a site that is no more than that. */
  .extend('pages', (): Record<string, string> => ({}))
  .extend('sink', async ({ pages }, { onCleanup }) => {
    const sink = await startSink()
    onCleanup(() => sink.close())
    for (const [path, html] of Object.entries(pages)) sink.pages.set(path, { html })
    return sink
  })
  .extend('visitor', async ({ browser, sink }, { onCleanup }) => {
    const visitor = await newVisitor(browser, sink)
    onCleanup(async () => {
      await visitor.context.close()
      expect(visitor.errors).toEqual([])
    })
    return visitor
  })
