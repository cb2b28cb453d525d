import type { NewEvent } from '../../contract/event.ts'
import { FACTS_VERSION, type TabFacts } from '../../contract/facts.ts'
import type { Derived, NewBatch, Store } from '../../server/store/port.ts'

/** Noon of a day, epoch ms; tests count in ms from here. */
export const T0 = Date.UTC(2026, 10, 2, 12)
/** The running test's own: tests that share a store do not meet. */
export let PROJECT = 'shop'

let projects = 0

export function nextProject(): void {
  projects += 1
  PROJECT = `shop-${projects}`
}

export function batch(
  head: Partial<NewBatch['head']> & { session: string },
  rest: Partial<Omit<NewBatch, 'head'>> = {},
): NewBatch {
  const from = head.from ?? head.startedAt ?? T0
  const filled = {
    tab: `${head.session}-tab`,
    seq: 0,
    anonymousId: 'anon-1',
    startedAt: from,
    from,
    to: from + 1_000,
    events: 3,
    lost: 0,
    ...head,
  }
  const sentAt = head.sentAt ?? filled.to
  const bytes = new TextEncoder().encode(`bytes of ${filled.session} ${filled.tab} ${filled.seq}`)
  return {
    project: PROJECT,
    head: { ...filled, sentAt },
    bytes,
    receivedAt: sentAt,
    source: 'recorder',
    ...rest,
  }
}

let made = 0

export function event(fields: Partial<NewEvent>): NewEvent {
  made += 1
  const at = fields.at ?? T0
  return {
    messageId: `message-${made}`,
    type: 'track',
    properties: {},
    traits: {},
    context: {},
    at,
    receivedAt: at,
    source: 'segment',
    ...(fields.type === undefined || fields.type === 'track' ? { event: 'Clicked' } : {}),
    ...fields,
  }
}

export function facts(pages: { at: number; path: string }[], version = FACTS_VERSION): TabFacts {
  const times = pages.map(page => page.at)
  const from = Math.min(T0, ...times)
  const to = Math.max(T0 + 1_000, ...times)
  return {
    version,
    from,
    to,
    events: 3,
    environment: {},
    pages: pages.map(({ at, path }) => ({
      at,
      until: to,
      href: `https://shop.test${path}`,
      path,
      pattern: path,
      title: path,
      how: 'load',
      scrollDepth: null,
      over: false,
      viewport: { width: 1280, height: 900 },
      document: null,
      inView: [],
      seenTo: 0,
      scrolled: 0,
      scrollTurns: 0,
    })),
    clicks: [],
    failures: [],
    stretches: [],
    fields: [],
    forms: [],
    hovers: [],
    wiggles: [],
    searches: [],
    copies: [],
    views: [],
    texts: [],
    fidelity: { score: 1, masked: 0, losses: {} },
  }
}

/** What derivation answers for a session of one batch. */
export function derived(
  { project, head }: NewBatch,
  fields: Derived['fields'] = {},
  pages: { at: number; path: string }[] = [],
): Derived<TabFacts> {
  return {
    project,
    session: head.session,
    fields,
    span: { from: head.from, to: head.to },
    tabs: [{ tab: head.tab, facts: facts(pages), checked: [{ seq: head.seq, snapshot: true }], aside: [] }],
  }
}

/** A session that is listed. */
export async function putVisit(
  store: Store,
  made: NewBatch,
  fields: Derived['fields'] = {},
  pages: { at: number; path: string }[] = [],
): Promise<void> {
  await store.putBatch(made)
  await store.putDerived(derived(made, fields, pages))
}
