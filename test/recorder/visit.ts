import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import type { Sink } from './sink.ts'

/** A page with the script tag; `attributes` go on the tag. */
export function pageWith(body: string, attributes = '', head = ''): string {
  return `<!doctype html><html><head><title>shop</title>${head}<script async src="SINK/recorder.js" data-write-key="KEY" ${attributes}></script></head><body>${body}</body></html>`
}

/** Waits until it holds; the sentence says what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 30_000, message: what }).toBe(true)
}

/** All events of the recordings that arrived, in the order of their numbers. */
export function recorded(sink: Sink): RecordedEvent[] {
  return sink.batches.toSorted((a, b) => a.head.seq - b.head.seq).flatMap(batch => batch.events)
}

export function signals(sink: Sink, name: string): unknown[] {
  return recorded(sink)
    .map(({ data }) => data)
    .flatMap(data =>
      typeof data === 'object' && data && 'tag' in data && data.tag === `segreel/${name}` && 'payload' in data
        ? [data.payload]
        : [],
    )
}

export const hasSnapshot = (sink: Sink): boolean => recorded(sink).some(({ type }) => type === 2)
export const saw = (sink: Sink, text: string): boolean => JSON.stringify(recorded(sink)).includes(text)

export interface Visitor {
  context: BrowserContext
  open: (path?: string) => Promise<Page>
  /** What went wrong in pages of this visitor. */
  errors: string[]
}

/** A visitor with cookies and storage of their own. */
export async function newVisitor(browser: Browser, sink: Sink): Promise<Visitor> {
  const context = await browser.newContext()
  const errors: string[] = []
  context.on('weberror', error => errors.push(error.error().message))
  return {
    context,
    errors,
    open: async (path = '/') => {
      const page = await context.newPage()
      await page.goto(sink.origin + path)
      return page
    },
  }
}
