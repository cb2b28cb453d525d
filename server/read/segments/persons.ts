/** A segment's persons, as conditions that can be joined with others, and as ids. */

import { metricCondition, type SegmentMetric } from '../../../contract/segment/goal.ts'
import type { Condition } from '../../../contract/segment/segment.ts'
import { SEGMENT_VERSION } from '../../../contract/segment/segment.ts'
import { type Question, type ResolvedCondition, rootOf } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'
import { type AskedStore, questionOf } from '../question.ts'

/** Whoever has such a session, belongs to such an account, or is such a person. */
export function personsWhere({ segment }: Question): ResolvedCondition {
  if (segment.subject !== 'session') return rootOf(segment)
  const count = { op: 'at-least', n: 1 } as const
  return { kind: 'session', where: segment.where, count, window: { kind: 'ever' } }
}

export async function metricQuestion(
  store: AskedStore,
  project: string,
  metric: SegmentMetric,
  now: number,
): Promise<Question> {
  const where: Condition = metricCondition(metric)
  const definition = { version: SEGMENT_VERSION, subject: 'person', where } as const
  return (await questionOf(store, project, definition, { kind: 'at', time: now })).question
}

/** The question of the persons for whom both hold. */
export function bothOf(one: Question, other: Question): Question {
  const of = [personsWhere(one), personsWhere(other)]
  return { ...one, segment: { subject: 'person', where: { kind: 'and', of } } }
}

/** Rows asked for at once. */
const PAGE = 1000

/** Ids of the segment's persons up to this one (null: all), in order of ids. */
export async function personsUpTo(
  store: Pick<Store, 'members'>,
  project: string,
  question: Question | undefined,
  last: string | null,
): Promise<Set<string>> {
  const found = new Set<string>()
  let cursor: string | null = null
  do {
    const page = { limit: PAGE, order: 'id', ...(cursor === null ? {} : { cursor }) } as const
    const { items, next }: Awaited<ReturnType<Store['members']>> = await store.members(
      project,
      question,
      page,
    )
    for (const { id } of items) {
      if (last !== null && id > last) return found
      found.add(id)
    }
    cursor = next
  } while (cursor !== null)
  return found
}
