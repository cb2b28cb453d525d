import type { TabFacts } from '../../contract/facts.ts'
import { EventType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import type { SignalName, Signals } from '../../contract/signals.ts'
import { startTab } from '../../server/derive/tab.ts'

export const START = 1_750_000_000_000

interface Serialized {
  type: number
  id: number
  tagName?: string
  attributes?: Record<string, unknown>
  childNodes?: Serialized[]
  textContent?: string
}

export const element = (
  id: number,
  tagName: string,
  attributes: Record<string, unknown> = {},
  ...childNodes: Serialized[]
): Serialized => ({ type: 2, id, tagName, attributes, childNodes })
export const words = (id: number, textContent: string): Serialized => ({ type: 3, id, textContent })

/** Writes a recording event by event; times are ms since its start. */
export class Tape {
  readonly events: RecordedEvent[] = []

  add(at: number, type: number, data: unknown): this {
    this.events.push({ type, timestamp: START + at, data })
    return this
  }

  page(at: number, href: string, ...body: Serialized[]): this {
    this.add(at, EventType.DomContentLoaded, {})
    this.add(at, EventType.Meta, { href, width: 1000, height: 700 })
    const html = element(2, 'html', {}, element(3, 'head'), element(4, 'body', {}, ...body))
    return this.add(at, EventType.FullSnapshot, {
      node: { type: 0, id: 1, childNodes: [html] },
      initialOffset: { left: 0, top: 0 },
    })
  }

  incremental(at: number, source: number, data: object): this {
    return this.add(at, EventType.IncrementalSnapshot, { source, ...data })
  }

  click(at: number, id: number, x = 50, y = 60): this {
    for (const type of [1, 0, 2]) this.incremental(at, Source.MouseInteraction, { type, id, x, y })
    return this
  }

  set(at: number, id: number, attributes: Record<string, string | null>): this {
    const change = { texts: [], removes: [], adds: [], attributes: [{ id, attributes }] }
    return this.incremental(at, Source.Mutation, change)
  }

  /** The pointer moves: the recording goes on. */
  on(at: number): this {
    return this.incremental(at, Source.MouseMove, { positions: [{ x: 1, y: 1, id: 4, timeOffset: 0 }] })
  }

  signal<N extends SignalName>(at: number, name: N, payload: Signals[N]): this {
    return this.add(at, EventType.Custom, { tag: `segreel/${name}`, payload })
  }

  facts(): TabFacts {
    const tab = startTab()
    for (const event of this.events) tab.step(event)
    return tab.facts()
  }
}
