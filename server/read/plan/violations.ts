import type { Finding, TrackingPlan, Violation } from '../../../contract/plan.ts'
import { compileRules } from '../../plan/compile.ts'
import { type AskedSegment, damaged } from '../../plan/damage.ts'
import { checkSequence } from '../../plan/sequence.ts'
import { eventName } from '../../segment/event-name.ts'
import type { EventRow } from '../../store/port.ts'

/**
 * What is wrong with these events, newest first, each at its moment. Nothing is kept: a plan changed today judges
 * last week too.
 */
export function violationsOf(
  events: readonly EventRow[],
  plan: TrackingPlan | null,
  segments: readonly AskedSegment[],
): Violation[] {
  const compiled = compileRules(plan?.rules ?? [])
  if ('problem' in compiled) throw new Error(compiled.problem)
  const found: [EventRow, Finding][] = []
  for (const event of events) for (const finding of compiled.check(event)) found.push([event, finding])
  for (const ofPerson of byPerson(events)) found.push(...checkSequence(ofPerson))
  return found
    .map(
      ([event, finding]): Violation => ({
        ...finding,
        event: eventName(event) ?? event.type,
        messageId: event.messageId,
        at: event.at,
        personId: event.person,
        sessionId: event.sessionId ?? null,
        segments: damaged(event, segments),
      }),
    )
    .sort((a, b) => b.at - a.at || (a.messageId < b.messageId ? 1 : -1))
}

function byPerson(events: readonly EventRow[]): EventRow[][] {
  const groups = new Map<string, EventRow[]>()
  for (const event of events) {
    const group = groups.get(event.person)
    if (group) group.push(event)
    else if (event.person !== '') groups.set(event.person, [event])
  }
  return [...groups.values()]
}

/** Planned events against those that came. */
export function coverageOf(events: readonly EventRow[], plan: TrackingPlan | null) {
  const planned = new Set(
    (plan?.rules ?? []).flatMap(rule => (rule.type === 'TRACK' && rule.key ? [rule.key] : [])),
  )
  const counts = new Map<string, { count: number; lastAt: number }>()
  for (const { type, event, at } of events) {
    if (type !== 'track' || event === undefined) continue
    const known = counts.get(event) ?? { count: 0, lastAt: at }
    counts.set(event, { count: known.count + 1, lastAt: Math.max(known.lastAt, at) })
  }
  const names = [...new Set([...planned, ...counts.keys()])].sort()
  return names.map(name => ({
    event: name,
    planned: planned.has(name),
    count: counts.get(name)?.count ?? 0,
    lastAt: counts.get(name)?.lastAt ?? null,
  }))
}
