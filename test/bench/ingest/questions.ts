/** What analysts ask while requests come in: of the few people made by query.ts, and of the full-size project. */
export interface Asked {
  path: string
  body?: unknown
}

const ever = { kind: 'ever' }
const atLeast = (n: number) => ({ op: 'at-least', n })
const did = (event: string, count: object, window: object = ever) => ({
  ...{ kind: 'event', event, where: [], count },
  window,
})
const definition = (where: object) => ({ version: 1, subject: 'person', where })
const preview = (where: object, asOf?: string): Asked => ({
  path: '/api/segments/preview',
  body: { definition: definition(where), ...(asOf !== undefined && { asOf }) },
})
const atItsEnd = (where: object) => preview(where, ITS_END)

export const SMALL: readonly Asked[] = [
  { path: '/api/data/events' },
  { path: '/api/frustrations' },
  { path: '/api/sessions?limit=100' },
  preview({
    kind: 'and',
    of: [
      did('Product Viewed', atLeast(2)),
      did('Order Completed', { op: 'exactly', n: 0 }),
      { kind: 'not', of: did('Checkout Started', atLeast(3)) },
    ],
  }),
]

/** The last four weeks that were generated (test/bench/segments/data.ts). */
const ITS_END = '2026-11-02T00:00:00Z'
const weeks = { kind: 'last', days: 28 }
const act = (event: string) => ({ act: 'event', event, where: [] })
const whom = new URLSearchParams({
  asOf: ITS_END,
  definition: JSON.stringify(definition(did('Feature 1 Used', atLeast(2), weeks))),
})
const clickFunnel = {
  steps: [
    { kind: 'event', event: 'Report Opened' },
    { kind: 'click', name: 'B5' },
  ],
}

/** Of test/bench/segments: the heaviest of segments, heatmaps and funnels. */
export const FULL: readonly Asked[] = [
  atItsEnd({
    ...{ kind: 'amount', event: 'Report Opened', where: [], of: 'sum', path: ['count'] },
    ...{ is: { op: 'greater', number: 60 }, window: weeks },
  }),
  atItsEnd({
    ...{ kind: 'did', count: atLeast(3), window: weeks },
    of: { act: 'page', path: { op: 'is', values: ['/area/3'] }, how: 'viewed', seconds: 0 },
  }),
  atItsEnd({
    kind: 'sequence',
    steps: ['Report Opened', 'Export Clicked', 'Invite Sent'].map(one => ({ do: act(one), without: [] })),
    ...{ hours: 24, window: ever },
  }),
  { path: `/api/heatmaps?page=/dashboard&kind=clicks&${whom}` },
  { path: `/api/heatmaps?page=/dashboard&kind=attention&${whom}` },
  { path: `/api/behaviour/funnel?${whom}&from=2026-08-03&to=2026-11-03`, body: clickFunnel },
]
