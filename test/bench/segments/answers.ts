/** What the screens of behaviour ask, for a common, a middling and a rare segment. */
import { type FunnelInput, funnelSchema } from '../../../contract/behaviour/funnel.ts'
import { type ElementNumber, HEAT_KINDS, WIDTH_BANDS } from '../../../contract/behaviour/heat.ts'
import { type PathFlowInput, pathFlowSchema } from '../../../contract/behaviour/path-flow.ts'
import { type RetentionInput, retentionSchema } from '../../../contract/behaviour/retention.ts'
import type { StepInput } from '../../../contract/behaviour/step.ts'
import { type TrendInput, trendSchema } from '../../../contract/behaviour/trend.ts'
import type { SessionField } from '../../../contract/fields.ts'
import type { CompareQuery } from '../../../server/behaviour/compare.ts'
import type { Feature, Whom } from '../../../server/behaviour/deeds.ts'
import type { FunnelQuery } from '../../../server/behaviour/passages.ts'
import type { RetentionQuery } from '../../../server/behaviour/retention.ts'
import type { TrendQuery } from '../../../server/behaviour/trend.ts'
import type { PathQuery } from '../../../server/behaviour/walks.ts'
import type { Question, ResolvedCondition } from '../../../server/segment/question.ts'
import type { HeatNumber, HeatSessionsQuery } from '../../../server/store/heatmap-port.ts'
import type { reads } from '../../../server/store/sqlite/read/reader.ts'
import { BEGIN, DAYS, NAMES, NOW, PAGES, PROJECT } from './data.ts'
import { releaseOf } from './lived.ts'

const DAY_MS = 86_400_000
export type Ask = (read: ReturnType<typeof reads>) => unknown

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
const SEGMENTS: Record<string, Question | undefined> = {
  'plan is pro': trait('plan', 'pro'),
  'used feature 1 twice': did('Feature 1 Used', 2),
  'one company': trait('company', 'company-7'),
  everyone: undefined,
}
/** What the dates of a screen are unless someone chooses others. */
const MONTH = { from: NOW - 28 * DAY_MS, to: NOW }
const BEFORE = { from: NOW - 56 * DAY_MS, to: NOW - 28 * DAY_MS }
const days = Array.from({ length: 28 }, (_, i) => MONTH.from + i * DAY_MS)
const hours = Array.from({ length: 28 * 24 }, (_, i) => MONTH.from + (i * DAY_MS) / 24)
const everyDay = Array.from({ length: DAYS + 2 }, (_, i) => BEGIN + i * DAY_MS)
const weeks = Array.from({ length: DAYS / 7 + 2 }, (_, i) => BEGIN + i * 7 * DAY_MS)
const event = (name: string) => ({ kind: 'event' as const, event: name })
const [A, B, C, D] = [
  event('Report Opened'),
  event('Export Clicked'),
  event('Invite Sent'),
  event('Filter Changed'),
] as const
const OTHER = trait('plan', 'free')

export function answers(): [string, Ask][] {
  return Object.entries(SEGMENTS).flatMap(([name, question]) =>
    Object.entries(screens(question)).map(([screen, ask]): [string, Ask] => [`${screen}: ${name}`, ask]),
  )
}

function screens(question: Question | undefined): Record<string, Ask> {
  const whose = question ? { question } : {}
  const asked: Whom = { ...whose, judged: 'asked' }
  const start: Whom = { ...whose, judged: 'start' }
  return {
    ...heatmaps(whose),
    ...funnels(asked, start),
    ...retentions(asked, start),
    ...trends(asked, start),
    ...others(asked),
  }
}

function heatmaps(whose: { question?: Question }): Record<string, Ask> {
  const heat = { project: PROJECT, ...whose, page: PAGES[0]!, widths: [1024, 20_000] } as const
  const newest = { side: 0, limit: 50 } as const
  const behind =
    (number: HeatNumber, more: Pick<HeatSessionsQuery, 'goal' | 'against'> = {}): Ask =>
    read =>
      read.heatSessions({ ...heat, number, ...more, ...newest })
  const onElement = (of: ElementNumber): HeatNumber => ({ of, element: 'button "B5"' })
  const kinds = HEAT_KINDS.map((kind): [string, Ask] => [
    `heatmap, ${kind}`,
    read => read.heatmap({ ...heat, kind }),
  ])
  return {
    ...Object.fromEntries(kinds),
    'heatmap, pages': read => read.heatPages({ project: PROJECT, ...whose, search: '', limit: 50 }),
    'heatmap, against the rest': read => read.heatmap({ ...heat, kind: 'clicks', against: 'rest' }),
    'heatmap, against another': read => read.heatmap({ ...heat, kind: 'clicks', against: OTHER }),
    'heatmap, scroll against the rest': read => read.heatmap({ ...heat, kind: 'scroll', against: 'rest' }),
    'heatmap, of a month and a release': read =>
      read.heatmap({ ...heat, ...MONTH, release: releaseOf(11), kind: 'clicks' }),
    'heatmap, clicks that lead to a goal': read =>
      read.heatmap({ ...heat, kind: 'clicks', goal: 'Invite Sent' }),
    'heatmap, phones': read => read.heatmap({ ...heat, widths: WIDTH_BANDS.phone, kind: 'taps' }),
    'heatmap, own band': read => read.heatmap({ ...heat, widths: [1_500, 1_600], kind: 'clicks' }),
    'heatmap, rage against the rest': read => read.heatmap({ ...heat, kind: 'rage', against: 'rest' }),
    'heatmap, attention against the rest': read =>
      read.heatmap({ ...heat, kind: 'attention', against: 'rest' }),
    'heatmap, rage clicks behind an element': read =>
      read.heatClicks({ ...heat, kind: 'rage', element: 'button "B5"', ...newest }),
    'heatmap, scenes': read => read.heatScenes({ ...heat, limit: 10 }),
    'heatmap, clicks behind an element': read =>
      read.heatClicks({ ...heat, kind: 'clicks', element: 'button "B5"', ...newest }),
    'heatmap, sessions that saw a depth': behind({ of: 'reached', from: 1_000 }),
    'heatmap, the same against the rest': behind({ of: 'reached', from: 1_000 }, { against: 'rest' }),
    'heatmap, sessions with a depth in view': behind({ of: 'inView', from: 1_000 }),
    'heatmap, sessions that clicked an element': behind(onElement('clicked')),
    'heatmap, sessions that saw and did not click it': behind(onElement('missed')),
    'heatmap, the same of both sides': behind(onElement('missed'), { against: 'rest' }),
    'heatmap, sessions with a rage click on it': behind(onElement('rage')),
    'heatmap, sessions that reached the goal after it': behind(onElement('converted'), {
      goal: 'Invite Sent',
    }),
    'heatmap, clicks around a place': read =>
      read.heatClicks({ ...heat, kind: 'clicks', around: { x: 30, y: 120, radius: 40 }, ...newest }),
  }
}

const CLICK = { kind: 'click', name: 'B5' } satisfies StepInput
const PAGE_STEPS = PAGES.slice(0, 3).map((page): StepInput => ({ kind: 'page', page }))
const SESSION: StepInput = { kind: 'session' }
const LISTED: StepInput = { ...A, where: [{ path: ['list'], is: { op: 'is', values: ['list-7'] } }] }

function funnels(asked: Whom, start: Whom): Record<string, Ask> {
  const query = (input: Omit<FunnelInput, 'judged'>, whom = asked): FunnelQuery => {
    const funnel = funnelSchema.parse({ ...input, judged: whom.judged })
    return { project: PROJECT, funnel, ...MONTH, whom, now: NOW, spans: days }
  }
  const of =
    (input: Omit<FunnelInput, 'judged'>, whom = asked): Ask =>
    read =>
      read.funnel(query(input, whom))
  const events = query({ steps: [A, B, C] })
  const exclusions = [{ step: D, after: 1, before: 2 }]
  const leftHavingMet =
    (met: Feature): Ask =>
    read =>
      read.funnelPeople({ ...events, step: 0, which: 'dropped', met, offset: 0, limit: 50 })
  return {
    'funnel of events': of({ steps: [A, B, C] }),
    'funnel of events, as of its start': of({ steps: [A, B, C] }, start),
    'funnel of events, of those beside': of({ steps: [A, B, C] }, { ...asked, others: true }),
    'funnel, strict': of({ steps: [A, B], order: 'strict' }),
    'funnel, in any order': of({ steps: [A, B, C], order: 'any' }),
    'funnel, per session': of({ steps: [A, B, C], per: 'session' }),
    'funnel, per session, as of its start': of({ steps: [A, B], per: 'session' }, start),
    'funnel, first attempt': of({ steps: [A, B, C], attempts: 'first' }),
    'funnel, every attempt': of({ steps: [A, B, C], attempts: 'every' }),
    'funnel, with an exclusion': of({ steps: [A, B, C], exclusions }),
    'funnel, property held constant': of({ steps: [A, B], hold: ['list'] }),
    'funnel, with a property': of({ steps: [LISTED, B] }),
    'funnel of pages': of({ steps: PAGE_STEPS }),
    'funnel of pages, strict': of({ steps: PAGE_STEPS, order: 'strict' }),
    'funnel from a session to a page': of({ steps: [SESSION, PAGE_STEPS[1]!] }),
    'funnel with a click': of({ steps: [A, CLICK] }),
    'funnel with a click, strict': of({ steps: [PAGE_STEPS[0]!, CLICK], order: 'strict' }),
    'funnel with a click on a page': of({ steps: [A, { ...CLICK, page: PAGES[0]! }] }),
    'funnel by a property': of({ steps: [A, B], breakdown: { by: 'property', path: ['list'] } }),
    'funnel by country': of({ steps: [A, B], breakdown: { by: 'field', field: 'country' } }),
    'funnel by plan': of({ steps: [A, B], breakdown: { by: 'trait', trait: 'plan' } }),
    'funnel by release': of({ steps: [A, B], breakdown: { by: 'field', field: 'release' } }),
    'funnel by campaign': of({ steps: [A, B], breakdown: { by: 'field', field: 'utmCampaign' } }),
    'funnel by a segment': read => read.funnel({ ...events, also: { question: OTHER, judged: 'asked' } }),
    'funnel, before and after': read => [MONTH, BEFORE].map(times => read.funnel({ ...events, ...times })),
    'funnel, people': read =>
      read.funnelPeople({ ...events, step: 1, which: 'reached', offset: 0, limit: 50 }),
    'funnel, what differs': read => read.funnelContrast({ ...events, step: 0 }),
    'funnel, who met an event and left': leftHavingMet({ kind: 'event', name: D.event, detail: '' }),
    'funnel, who met a page and left': leftHavingMet({ kind: 'page', name: PAGES[0]!, detail: '' }),
    'funnel of pages, what differs': read =>
      read.funnelContrast({ ...query({ steps: PAGE_STEPS }), step: 0 }),
  }
}

function retentions(asked: Whom, start: Whom): Record<string, Ask> {
  const query = (input: Partial<RetentionInput>, whom = asked, periods = weeks): RetentionQuery => {
    const retention = retentionSchema.parse({ begin: A, back: B, judged: whom.judged, ...input })
    return { project: PROJECT, retention, from: BEGIN, to: NOW, whom, now: NOW, periods }
  }
  const of =
    (input: Partial<RetentionInput>, whom = asked, periods = weeks): Ask =>
    read =>
      read.retention(query(input, whom, periods))
  return {
    'retention, by week': of({}),
    'retention, as of its start': of({}, start),
    'retention, by day': of({ unit: 'day', periods: 28 }, asked, everyDay),
    'retention, rolling': of({ clock: 'rolling' }),
    'retention, unbounded': of({ kind: 'unbounded' }),
    'retention, by brackets': of({ kind: 'bracket' }),
    'retention, first ever': of({ firstEver: true }),
    'retention of sessions': of({ begin: SESSION, back: SESSION }),
    'retention of sessions, as of its start': of({ begin: SESSION, back: SESSION }, start),
    'retention of pages': of({ begin: PAGE_STEPS[0]!, back: PAGE_STEPS[0]! }),
    'retention of a click': of({ begin: SESSION, back: CLICK }),
    'retention, with a property': of({ begin: LISTED, back: LISTED }),
    'retention, people': read =>
      read.retentionPeople({ ...query({}), cohort: null, column: 1, which: 'kept', offset: 0, limit: 50 }),
  }
}

function trends(asked: Whom, start: Whom): Record<string, Ask> {
  const query = (input: TrendInput, whom = asked, spans = days): TrendQuery => {
    const trend = trendSchema.parse({ ...input, judged: whom.judged })
    return { project: PROJECT, trend, ...MONTH, whom, spans }
  }
  const of =
    (input: TrendInput, whom = asked, spans = days): Ask =>
    read =>
      read.trend(query(input, whom, spans))
  const persons = (step: StepInput) => ({ series: [{ measure: 'persons' as const, step }] })
  const fact = (field: SessionField, how: 'sum' | 'mean' | 'median'): TrendInput => {
    return { series: [{ measure: 'fact', field, how }] }
  }
  const median = fact('duration', 'median')
  return {
    'trend of an event': of(persons(A)),
    'trend of an event, as of then': of(persons(A), start),
    'trend of an event, by hour': of(persons(A), asked, hours),
    'trend of an event with a property': of(persons(LISTED)),
    'trend of six events': of({
      series: [A, B, C, D, event(NAMES[4]!), event(NAMES[5]!)].map(step => ({ measure: 'events', step })),
      formula: 'A / B',
    }),
    'trend of sessions': of({ series: [{ measure: 'sessions', step: SESSION }] }),
    'trend of a page': of(persons(PAGE_STEPS[0]!)),
    'trend of a click': of(persons(CLICK)),
    'trend by country': of({ ...persons(A), breakdown: { by: 'field', field: 'country' } }),
    'trend by plan': of({ ...persons(A), breakdown: { by: 'trait', trait: 'plan' } }),
    'trend by a property': of({ ...persons(A), breakdown: { by: 'property', path: ['list'] } }),
    'trend of a number': of(median),
    'trend of a number, as of then': of(median, start),
    'trend of a number by country': of({ ...median, breakdown: { by: 'field', field: 'country' } }),
    'trend of rage clicks': of(fact('rageClicks', 'sum')),
    'trend of failures': of(fact('failureCount', 'sum')),
    'trend of scores': of(fact('frustrationScore', 'mean')),
    'trend of scores by release': of({
      ...fact('frustrationScore', 'mean'),
      breakdown: { by: 'field', field: 'release' },
    }),
    'trend of first paints': of(fact('lcp', 'median')),
    'trend, people': read => read.trendPeople({ ...query(persons(A)), series: 0, offset: 0, limit: 50 }),
  }
}

function others(asked: Whom): Record<string, Ask> {
  const query = (input: PathFlowInput): PathQuery => {
    return { project: PROJECT, flow: pathFlowSchema.parse(input), ...MONTH, whom: asked }
  }
  const path =
    (input: PathFlowInput): Ask =>
    read =>
      read.paths(query(input))
  const compared =
    (...sides: CompareQuery['sides']): Ask =>
    read =>
      read.compareGroups({ project: PROJECT, sides })
  const met =
    (...sides: CompareQuery['sides']): Ask =>
    read =>
      read.groupsContrast({ project: PROJECT, sides })
  const own = { whom: asked, ...MONTH }
  const page = { kind: 'page', name: PAGES[0]! } as const
  const tallies = {
    project: PROJECT,
    ...(asked.question ? { question: asked.question } : {}),
    ...MONTH,
    limit: 50,
  }
  return {
    'paths of pages': path({}),
    'paths of pages, before one': path({ anchor: page, direction: 'before', columns: 8, top: 20 }),
    'paths of events': path({ of: 'events' }),
    'paths of both, from a page': path({ of: 'both', anchor: page }),
    'paths of both, before an event': path({
      ...{ of: 'both', direction: 'before' },
      anchor: { kind: 'event', name: 'Invite Sent' },
    }),
    'paths, people': read => read.pathPeople({ ...query({}), column: 1, node: 0, offset: 0, limit: 50 }),
    'compared with everyone else': compared(own, { ...own, whom: { ...asked, others: true } }),
    'met, compared with everyone else': met(own, { ...own, whom: { ...asked, others: true } }),
    'compared with another': compared(own, { ...own, whom: { question: OTHER, judged: 'asked' } }),
    'met, compared with another': met(own, { ...own, whom: { question: OTHER, judged: 'asked' } }),
    'compared with before': compared(own, { ...own, ...BEFORE }),
    'met, compared with before': met(own, { ...own, ...BEFORE }),
    frustration: read => read.frustrationBoard(tallies),
    'frustration at a spot': read =>
      read.grievances({ ...tallies, kind: 'rage', page: PAGES[0]!, element: 'button "B5"' }),
    'events, tallies': read => read.eventTallies(tallies),
    'choices of pages': read => read.stepChoices({ project: PROJECT, of: 'page', search: '', limit: 20 }),
    'choices of elements': read =>
      read.stepChoices({ project: PROJECT, of: 'element', search: 'b1', limit: 20 }),
  }
}
