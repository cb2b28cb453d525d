/**
 * Why a session or a person is in a segment, or is not: the tree again, each node with what decided it. What holds
 * is asked of match.ts itself, so an explanation cannot disagree with the list it explains.
 */
import type { Explanation } from '../../contract/api.ts'
import { SESSION_FIELDS } from '../../contract/fields.ts'
import type { PersonHistory, SessionHistory } from './history.ts'
import { eventsOf, holds, matchPerson, matchSession, sessionsOf, timeOf } from './match.ts'
import type { Question, ResolvedCondition } from './question.ts'
import { traitsAsOf } from './traits.ts'
import { testValue, valueAt } from './value.ts'
import { countWords, numbered, propertyWords, quote, testWords, windowWords } from './words.ts'

type Evidence = Explanation['evidence']
const MOST_EVIDENCE = 10

interface Subject {
  person: PersonHistory
  session: SessionHistory | null
  asOf: number
}

/** `session` null: explains the person. */
export function explain(
  question: Question,
  person: PersonHistory,
  session: SessionHistory | null,
): Explanation {
  const { segment, asOf } = question
  const shown = session ?? decidingSession(question, person)
  if (shown === null && (segment.subject === 'session' || asOf.kind === 'session')) {
    return {
      at: 'where',
      holds: matchPerson(question, person),
      sentence: 'no sessions: the segment is asked of sessions',
      evidence: [],
      parts: [],
    }
  }
  return explainNode(segment.where, 'where', {
    person,
    session: segment.subject === 'session' ? shown : null,
    asOf: asOf.kind === 'at' ? asOf.time : timeOf(asOf, shown!),
  })
}

/** A person is in a segment by one session: the newest that is in it, else the newest. */
function decidingSession(question: Question, person: PersonHistory): SessionHistory | null {
  if (question.segment.subject === 'person' && question.asOf.kind === 'at') return null
  const newest = person.sessions.toReversed()
  return newest.find(session => matchSession(question, person, session)) ?? newest[0] ?? null
}

function explainNode(node: ResolvedCondition, at: string, subject: Subject): Explanation {
  const { person, session, asOf } = subject
  const held = holds(node, person, session, asOf)
  const leaf = (sentence: string, evidence: Evidence = []): Explanation => ({
    at,
    holds: held,
    sentence,
    evidence: evidence.toSorted((a, b) => b.at - a.at).slice(0, MOST_EVIDENCE),
    parts: [],
  })
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.of.map((part, i) => explainNode(part, `${at}.of[${i}]`, subject))
      const true_ = parts.filter(part => part.holds).length
      const sentence = `${node.kind === 'and' ? 'all' : 'at least one'} of ${parts.length}: ${true_} hold`
      return { ...leaf(sentence), parts }
    }
    case 'not': {
      const part = explainNode(node.of, `${at}.of`, subject)
      return { ...leaf(`not: ${part.sentence}`), parts: [part] }
    }
    case 'trait': {
      const value = valueAt(traitsAsOf(person, asOf), [node.trait])
      return leaf(
        `${node.trait} ${testWords(node.is)}: it is ${quote(value)}`,
        traitEvidence(node.trait, subject),
      )
    }
    case 'event': {
      const events = eventsOf(node, person, session, asOf)
      const asked = `${countWords(node.count, 'time', 'times')} ${windowWords(node.window)}`
      return leaf(
        `did ${node.event}${propertyWords(node.where)} ${asked}: ${numbered(events.length, 'time', 'times')}`,
        events.map(({ at, name, messageId, sessionId }) => ({
          at,
          label: name,
          messageId,
          ...(sessionId === undefined ? {} : { sessionId }),
        })),
      )
    }
    case 'page': {
      const views = session?.pages.filter(page => testValue(node.path, page.path)) ?? []
      const asked = countWords(node.count, 'time', 'times')
      return leaf(
        `viewed a page whose path ${testWords(node.path)} ${asked}: ${numbered(views.length, 'time', 'times')}`,
        views.map(({ at, path }) => ({ at, label: path, ...(session && { sessionId: session.id }) })),
      )
    }
    case 'field': {
      const value = session?.fields[node.field]
      const { label } = SESSION_FIELDS[node.field]
      const evidence = session && [
        { at: session.startedAt, label: `${label}: ${quote(value)}`, sessionId: session.id },
      ]
      return leaf(`${label} ${testWords(node.is)}: it is ${quote(value)}`, evidence ?? [])
    }
    case 'session': {
      const found = sessionsOf(node, person, session, asOf)
      const shown = found.at(-1) ?? (node.window.kind === 'session' ? session : person.sessions.at(-1))
      const asked = `${countWords(node.count, 'session', 'sessions')} ${windowWords(node.window)}`
      return {
        ...leaf(
          `has ${asked} that pass: ${found.length}`,
          found.map(({ startedAt, id }) => ({ at: startedAt, label: 'Session', sessionId: id })),
        ),
        parts: shown ? [explainNode(node.where, `${at}.where`, { ...subject, session: shown })] : [],
      }
    }
    case 'nothing':
      return leaf('refers to a segment that cannot be followed: it matches nothing')
  }
}

/** The latest change that named the trait. */
function traitEvidence(trait: string, { person, asOf }: Subject): Evidence {
  const change = person.traits.findLast(
    ({ at, traits, operations }) =>
      at <= asOf &&
      (Object.hasOwn(traits, trait) ||
        Object.values(operations ?? {}).some(
          given => typeof given === 'object' && given !== null && Object.hasOwn(given, trait),
        )),
  )
  if (!change) return []
  const value = valueAt(traitsAsOf(person, change.at), [trait])
  return [{ at: change.at, label: `${trait}: ${quote(value)}`, messageId: change.messageId }]
}
