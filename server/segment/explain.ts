/**
 * Why a session or a person is in a segment, or is not: the tree again, each node with what decided it. What holds
 * is asked of match.ts itself, so an explanation cannot disagree with the list it explains.
 */
import type { Explanation } from '../../contract/api.ts'
import { DEFAULT_ZONE } from '../../contract/zone.ts'
import { explainAccount } from './explain-account.ts'
import { explainDoing } from './explain-doing.ts'
import { explainSession } from './explain-session.ts'
import { explainTrait } from './explain-trait.ts'
import { opposite, type Told, together, told } from './explanation.ts'
import type { PersonHistory, SessionHistory } from './history.ts'
import { holds, matchPerson, matchSession, timeOf } from './match.ts'
import { type Question, type ResolvedCondition, rootOf } from './question.ts'
import type { Asked } from './window.ts'

/** `session` null: explains the person. */
export function explain(
  question: Question,
  person: PersonHistory,
  session: SessionHistory | null,
): Explanation {
  const { segment, asOf, zone = DEFAULT_ZONE } = question
  const shown = session ?? decidingSession(question, person)
  if (shown === null && (segment.subject === 'session' || asOf.kind === 'session')) {
    return {
      at: 'where',
      holds: matchPerson(question, person),
      sentence: 'no sessions: the segment is asked of sessions',
      evidence: [],
      missing: 'a recorded session',
      parts: [],
    }
  }
  return explainNode(rootOf(segment), 'where', {
    person,
    session: segment.subject === 'session' ? shown : null,
    asOf: asOf.kind === 'at' ? asOf.time : timeOf(asOf, shown!),
    zone,
  })
}

/** A person is in a segment by one session: the newest that is in it, else the newest. */
function decidingSession(question: Question, person: PersonHistory): SessionHistory | null {
  if (question.segment.subject !== 'session' && question.asOf.kind === 'at') return null
  const newest = person.sessions.toReversed()
  return newest.find(session => matchSession(question, person, session)) ?? newest[0] ?? null
}

function explainNode(node: ResolvedCondition, at: string, asked: Asked): Explanation {
  return told(at, holds(node, asked), tell(node, at, asked))
}

function tell(node: ResolvedCondition, at: string, asked: Asked): Told {
  switch (node.kind) {
    case 'and':
    case 'or':
      return together(
        node.kind,
        node.of.map((part, i) => explainNode(part, `${at}.of[${i}]`, asked)),
      )
    case 'not':
      return opposite(explainNode(node.of, `${at}.of`, asked))
    case 'trait':
    case 'moved':
    case 'seen':
    case 'score':
    case 'ids':
      return explainTrait(node, asked)
    case 'account':
      return explainAccount(node, at, asked, explainNode)
    case 'users':
      return {
        sentence: 'only an account has users: it matches nothing',
        evidence: [],
        missing: 'an account',
      }
    case 'session':
    case 'page':
    case 'field':
    case 'visit':
    case 'finding':
    case 'failure':
    case 'text':
      return explainSession(node, at, asked, explainNode)
    case 'nothing':
      return {
        sentence: 'refers to something that cannot be followed: it matches nothing',
        evidence: [],
        missing: 'what it refers to',
      }
    default:
      return explainDoing(node, at, asked, explainNode)
  }
}
