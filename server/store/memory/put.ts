import type { NewEvent } from '../../../contract/event.ts'
import type { TabFacts, Target } from '../../../contract/facts.ts'
import { type Verdict, verdictFields } from '../../../contract/frustration/verdict.ts'
import { knownUser, linksOf } from '../../identity/link.ts'
import { MOST_NAMES } from '../element-names.ts'
import { clockOffset, headLink, isTooLong } from '../head.ts'
import { viewsOf } from '../heat/view.ts'
import type { Derived, NewBatch } from '../port.ts'
import { keyOf, type MemorySession, type State, sessionOf } from './state.ts'

export function putBatch(state: State, batch: NewBatch): 'stored' | 'duplicate' | 'session-too-long' {
  const { project, head, source } = batch
  const session = sessionOf(state, { project, session: head.session }) ?? newSession(batch)
  if (session.batches.some(({ head: { tab, seq } }) => tab === head.tab && seq === head.seq))
    return 'duplicate'
  if (isTooLong(batch, session.offset, session.begun)) return 'session-too-long'
  state.sessions.set(keyOf(project, head.session), session)
  session.batches.push({
    head,
    bytes: batch.bytes,
    receivedAt: batch.receivedAt,
    state: 'new',
    snapshot: false,
    reason: '',
  })
  const link = headLink(head, session.offset)
  if (link) state.links.push({ project, source, link })
  const user = knownUser(head)
  if (user) state.users.push({ project, source, id: user })
  state.revision += 1
  return 'stored'
}

function newSession(batch: NewBatch): MemorySession {
  const { project, head, source } = batch
  const offset = clockOffset(batch)
  return {
    project,
    session: head.session,
    anonymousId: head.anonymousId,
    begun: head.startedAt + offset,
    offset,
    source,
    fields: { source },
    span: null,
    batches: [],
    facts: [],
    traces: new Map(),
    verdict: null,
    heat: new Map(),
    again: null,
  }
}

export function putEvent(state: State, project: string, event: NewEvent): 'stored' | 'duplicate' {
  const key = keyOf(project, event.messageId)
  if (state.events.has(key)) return 'duplicate'
  state.stored += 1
  state.events.set(key, { project, event: structuredClone(event), nth: state.stored })
  for (const link of linksOf(event)) state.links.push({ project, source: event.source, link })
  const user = knownUser(event)
  if (user) state.users.push({ project, source: event.source, id: user })
  state.revision += 1
  return 'stored'
}

export function putVerdict(session: MemorySession, verdict: Verdict): void {
  session.verdict = verdict
  session.fields = { ...session.fields, ...verdictFields(verdict.found) }
}

function elementKey({ elements }: State, project: string, { fingerprint, name, role }: Target): number {
  const id = keyOf(project, fingerprint)
  const known = elements.get(id) ?? { key: elements.size + 1, element: fingerprint, name, role, others: [] }
  const isNew = name !== known.name && !known.others.includes(name)
  if (isNew && known.others.length < MOST_NAMES) known.others.push(name)
  elements.set(id, known)
  return known.key
}

export function putDerived(state: State, derived: Derived): void {
  const session = sessionOf(state, derived)
  if (!session) return
  session.fields = { ...derived.fields, source: session.source }
  session.span = derived.span
  session.again = null
  if (derived.verdict) putVerdict(session, derived.verdict)
  else if (session.verdict) session.verdict = { ...session.verdict, rules: 0 }
  for (const { tab, facts: told, trace, checked, aside } of derived.tabs) {
    const facts: TabFacts | null = typeof told === 'string' ? JSON.parse(told) : told
    if (trace) session.traces.set(tab, trace)
    if (facts) {
      session.facts = [...session.facts.filter(one => one.tab !== tab), { tab, facts }]
      session.heat.set(
        tab,
        viewsOf(facts, target => elementKey(state, derived.project, target)),
      )
    }
    for (const batch of session.batches.filter(({ head }) => head.tab === tab)) {
      const whole = checked.find(one => one.seq === batch.head.seq)
      const bad = aside.find(one => one.seq === batch.head.seq)
      if (whole) batch.snapshot = whole.snapshot
      if (whole && batch.state === 'new') batch.state = 'checked'
      if (bad) {
        batch.state = 'aside'
        batch.reason = bad.reason
      }
    }
  }
  state.revision += 1
}
