/** When a window first showed a depth of its page: heatmaps know that it did, and only the recording knows when. */
import type { eventWithTime } from '@rrweb/types'
import { EventType, NodeType, Source } from '../../contract/rrweb.ts'
import type { TabLoader } from './loader.ts'
import { lastBatchAt, snapshotBefore } from './plan.ts'

type Fields = Record<string, unknown>

/**
 * The first time from `from` on (epoch ms) at which the window's lower edge is `depth` px from the top of the document,
 * or lower; `from` where that is not told, as where a part of the page scrolls in place of the document.
 */
export async function momentOfDepth(loader: TabLoader, from: number, depth: number): Promise<number> {
  const { batches } = loader.tab
  const view = new ShownPage()
  for (let i = snapshotBefore(batches, lastBatchAt(batches, from)); i < batches.length; i++) {
    for (const event of await loader.batch(i)) {
      if (event.timestamp > from) {
        if (view.bottom >= depth) return from
        if (view.leftBy(event)) return from
      }
      view.follow(event)
      if (event.timestamp >= from && view.bottom >= depth) return event.timestamp
    }
  }
  return from
}

/** Where the document at hand is scrolled to. */
class ShownPage {
  #href: unknown
  #height = 0
  #top = 0
  /** rrweb ids of the document and of its root: either is said to scroll. */
  #ids: readonly unknown[] = [1]

  get bottom(): number {
    return Math.round(this.#top + this.#height)
  }

  /** Another document takes its place. */
  leftBy({ type, data }: eventWithTime): boolean {
    return type === EventType.Meta && isFields(data) && data.href !== this.#href
  }

  follow({ type, data }: eventWithTime): void {
    if (!isFields(data)) return
    if (type === EventType.Meta) {
      if (data.href !== this.#href) this.#top = 0
      this.#href = data.href
      this.#height = numberOf(data.height)
    } else if (type === EventType.FullSnapshot) {
      this.#top = isFields(data.initialOffset) ? numberOf(data.initialOffset.top) : 0
      this.#ids = isFields(data.node) ? [data.node.id, rootOf(data.node)] : [1]
    } else if (type === EventType.IncrementalSnapshot && data.source === Source.ViewportResize) {
      this.#height = numberOf(data.height)
    } else if (type === EventType.IncrementalSnapshot && data.source === Source.Scroll) {
      if (this.#ids.includes(data.id)) this.#top = numberOf(data.y)
    }
  }
}

function rootOf({ childNodes }: Fields): unknown {
  const nodes: unknown[] = Array.isArray(childNodes) ? childNodes : []
  const root = nodes.filter(isFields).find(node => node.type === NodeType.Element)
  return root?.id
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
