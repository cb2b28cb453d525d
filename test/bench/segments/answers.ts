/** What the screens of behaviour ask, for a common, a middling and a rare segment. */
import { funnelSchema } from '../../../contract/behaviour/funnel.ts'
import { pathFlowSchema } from '../../../contract/behaviour/path-flow.ts'
import { retentionSchema } from '../../../contract/behaviour/retention.ts'
import type { StepInput } from '../../../contract/behaviour/step.ts'
import { trendSchema } from '../../../contract/behaviour/trend.ts'
import type { Question, ResolvedCondition } from '../../../server/segment/question.ts'
import type { reads } from '../../../server/store/sqlite/read/reader.ts'
import { BEGIN, DAYS, NOW, PAGES, PROJECT } from './data.ts'

const DAY_MS = 86_400_000
type Ask = (read: ReturnType<typeof reads>) => unknown

const of = (where: ResolvedCondition): Question => {
  return { segment: { subject: 'person', where }, asOf: { kind: 'at', time: NOW } }
}
const trait = (name: string, value: string) => {
  return of({ kind: 'trait', trait: name, is: { op: 'is', values: [value] } })
}
const did = (event: string, n: number) =>
  of({
    ...{ kind: 'event', event, where: [], count: { op: 'at-least', n } },
    window: { kind: 'last', days: 28 },
  })
const SEGMENTS = {
  'plan is pro': trait('plan', 'pro'),
  'used feature 1 twice': did('Feature 1 Used', 2),
  'one company': trait('company', 'company-7'),
}
/** What the dates of a screen are unless someone chooses others. */
const MONTH = { from: NOW - 28 * DAY_MS, to: NOW }
const days = Array.from({ length: 28 }, (_, i) => MONTH.from + i * DAY_MS)
const weeks = Array.from({ length: DAYS / 7 + 2 }, (_, i) => BEGIN + i * 7 * DAY_MS)
const event = (name: string): StepInput => ({ kind: 'event', event: name })
const [A, B, C] = ['Report Opened', 'Export Clicked', 'Invite Sent'].map(event)

export function answers(): [string, Ask][] {
  return Object.entries(SEGMENTS).flatMap(([name, question]) =>
    Object.entries(screens(question)).map(([screen, ask]): [string, Ask] => [`${screen}: ${name}`, ask]),
  )
}

function screens(question: Question): Record<string, Ask> {
  const asked = { question, judged: 'asked' } as const
  const start = { question, judged: 'start' } as const
  const heat = { project: PROJECT, question, page: PAGES[0]!, widths: [1024, 20_000] } as const
  const funnel = (input: Parameters<typeof funnelSchema.parse>[0], whom: typeof asked | typeof start) => {
    return { project: PROJECT, funnel: funnelSchema.parse(input), ...MONTH, whom, now: NOW, spans: days }
  }
  const events = funnel({ steps: [A, B, C], judged: 'asked' }, asked)
  const pages = PAGES.slice(0, 3).map(page => ({ kind: 'page', page }))
  const clicks = [event('Report Opened'), { kind: 'click', name: 'B5' }]
  const trend = (input: Parameters<typeof trendSchema.parse>[0], spans = days) => {
    return { project: PROJECT, trend: trendSchema.parse(input), ...MONTH, whom: asked, spans }
  }
  const retention = (input: object, whom: typeof asked | typeof start) => {
    const parsed = retentionSchema.parse({ begin: A, back: B, ...input })
    return { project: PROJECT, retention: parsed, from: BEGIN, to: NOW, whom, now: NOW, periods: weeks }
  }
  const paths = (input: object) => {
    return { project: PROJECT, flow: pathFlowSchema.parse(input), ...MONTH, whom: asked }
  }
  return {
    'heatmap, pages': read => read.heatPages({ project: PROJECT, question, search: '', limit: 50 }),
    'heatmap, clicks': read => read.heatmap({ ...heat, kind: 'clicks' }),
    'heatmap, against the rest': read => read.heatmap({ ...heat, kind: 'clicks', against: 'rest' }),
    'heatmap, clicks that lead to a goal': read =>
      read.heatmap({ ...heat, kind: 'clicks', goal: 'Invite Sent' }),
    'heatmap, scroll': read => read.heatmap({ ...heat, kind: 'scroll' }),
    'heatmap, attention': read => read.heatmap({ ...heat, kind: 'attention' }),
    'heatmap, moves': read => read.heatmap({ ...heat, kind: 'moves' }),
    'heatmap, scenes': read => read.heatScenes({ ...heat, limit: 10 }),
    'heatmap, clicks behind an element': read =>
      read.heatClicks({ ...heat, kind: 'clicks', element: 'button "B5"', limit: 50 }),
    'funnel of events': read => read.funnel(events),
    'funnel of events, as of its start': read => read.funnel(funnel({ steps: [A, B, C] }, start)),
    'funnel, strict': read => read.funnel(funnel({ steps: [A, B], order: 'strict', judged: 'asked' }, asked)),
    'funnel of pages': read => read.funnel(funnel({ steps: pages, judged: 'asked' }, asked)),
    'funnel with a click': read => read.funnel(funnel({ steps: clicks, judged: 'asked' }, asked)),
    'funnel by a property': read =>
      read.funnel(
        funnel({ steps: [A, B], judged: 'asked', breakdown: { by: 'property', path: ['list'] } }, asked),
      ),
    'funnel, what differs': read => read.funnelContrast({ ...events, step: 0 }),
    'funnel, people': read =>
      read.funnelPeople({ ...events, step: 1, which: 'reached', offset: 0, limit: 50 }),
    'retention, by week': read => read.retention(retention({ judged: 'asked' }, asked)),
    'retention, as of its start': read => read.retention(retention({}, start)),
    'retention of sessions': read =>
      read.retention(
        retention({ begin: { kind: 'session' }, back: { kind: 'session' }, judged: 'asked' }, asked),
      ),
    'trend of an event': read => read.trend(trend({ series: [{ measure: 'persons', step: A }] })),
    'trend of sessions': read =>
      read.trend(trend({ series: [{ measure: 'sessions', step: { kind: 'session' } }] })),
    'trend by country': read =>
      read.trend(
        trend({ series: [{ measure: 'events', step: A }], breakdown: { by: 'field', field: 'country' } }),
      ),
    'trend of a number': read =>
      read.trend(trend({ series: [{ measure: 'fact', field: 'duration', how: 'median' }] })),
    'paths of pages': read => read.paths(paths({})),
    'paths of both, from a page': read =>
      read.paths(paths({ of: 'both', anchor: { kind: 'page', name: PAGES[0]! } })),
    'compared with everyone else': read =>
      read.compareGroups({
        project: PROJECT,
        sides: [
          { whom: asked, ...MONTH },
          { whom: { ...asked, others: true }, ...MONTH },
        ],
      }),
    'events, tallies': read => read.eventTallies({ project: PROJECT, question, ...MONTH, limit: 50 }),
  }
}
