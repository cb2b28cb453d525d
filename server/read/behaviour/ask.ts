import { z } from 'zod'
import type { Judged } from '../../../contract/behaviour/step.ts'
import { isZone } from '../../../contract/zone.ts'
import type { CalendarUnit } from '../../behaviour/calendar.ts'
import { beginnings } from '../../behaviour/calendar.ts'
import type { Whom } from '../../behaviour/deeds.ts'
import { Failure } from '../../failure.ts'
import { projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion } from '../question.ts'
import { zoneOf } from '../zone.ts'

export const EVERYONE_ELSE = 'everyone-else'

/** How every question about behaviour names whom it is about, and when. */
export const asking = {
  project: parameter.project,
  segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
  definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
  q: parameter.q,
  asOf: z.string().optional().meta({ description: 'now (default), session, or a time' }),
  compare: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Id of a second segment, or everyone-else: all who are not in the first' }),
  from: parameter.time,
  to: parameter.time,
  zone: z.string().max(100).optional().meta({ description: 'Time zone; that of the project without it' }),
}
export type Asking = z.infer<z.ZodObject<typeof asking>>

export interface Side {
  name: string
  whom: Omit<Whom, 'judged'>
  /** [from, to) of this side alone. */
  times?: { from: number; to: number }
}

export interface Asked {
  project: string
  /** The segment, and what it is compared with. */
  sides: Side[]
  from: number
  to: number
  now: number
  zone: string
  notices: string[]
}

export async function askedOf({ store, now: clock }: Read, query: Asking): Promise<Asked> {
  const project = (await projectOf(store, query.project)).id
  const now = clock()
  const zone = query.zone ?? (await zoneOf(store, project))
  if (!isZone(zone)) {
    throw new Failure('bad-request', `There is no time zone "${zone}": give its IANA name, as Europe/Berlin.`)
  }
  const given = parameter.readTime('from', query.from)
  const to = Math.min(parameter.readTime('to', query.to) ?? now + 1, now + 1)
  const from = given ?? (await store.firstDeed(project)) ?? now
  if (given !== undefined && parameter.readTime('to', query.to) !== undefined && given >= to) {
    throw new Failure('bad-request', 'The dates end before they begin, or lie in the future: choose others.')
  }
  const notices: string[] = []
  const names = new Map((await store.segments(project)).map(one => [one.id, one.name]))
  const first = await askedQuestion(store, project, query, now)
  for (const problem of first?.problems ?? []) notices.push(`The segment holds nobody: ${problem.message}`)
  const name = query.segment
    ? (names.get(query.segment) ?? 'Segment')
    : first
      ? 'Unsaved segment'
      : 'Everyone'
  const sides: Side[] = [{ name, whom: first ? { question: first.question } : {} }]
  if (query.compare === EVERYONE_ELSE) {
    if (!first)
      throw new Failure('bad-request', 'Choose a segment first: besides everyone there is nobody else.')
    sides.push({ name: 'Everyone else', whom: { question: first.question, others: true } })
  } else if (query.compare) {
    const second = await askedQuestion(store, project, { segment: query.compare, asOf: query.asOf }, now)
    if (second)
      sides.push({ name: names.get(query.compare) ?? 'Segment', whom: { question: second.question } })
    if (query.compare === query.segment)
      notices.push(
        'A segment is compared with itself: nothing can differ. Choose another one to compare with.',
      )
    for (const problem of second?.problems ?? [])
      notices.push(`The segment compared with holds nobody: ${problem.message}`)
  }
  return { project, sides, from, to, now, zone, notices }
}

export function whomOf({ whom }: Side, judged: Judged): Whom {
  return { ...whom, judged }
}

/** More spans than this no screen shows, and nobody reads. */
const MOST_SPANS = 1_100

/** The beginnings of the spans within the dates; the last one that is answered may end after them. */
export function spansOf({ zone, from, to }: Asked, unit: CalendarUnit): number[] {
  const lengths = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 }
  if ((to - from) / lengths[unit] > MOST_SPANS) {
    throw new Failure(
      'bad-request',
      `These dates have over ${MOST_SPANS} ${unit}s: choose larger spans, or fewer days.`,
    )
  }
  return beginnings(zone, unit, from, Math.max(to, from + 1)).filter((at, i) => i === 0 || at < to)
}

/** Days while there are not too many of them for a picture. */
export function unitFor({ from, to }: Asked): CalendarUnit {
  const days = (to - from) / 86_400_000
  return days <= 2 ? 'hour' : days <= 120 ? 'day' : days <= 900 ? 'week' : 'month'
}
