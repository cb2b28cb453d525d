/** Who the person is: traits and their changes, when seen, the score, lists. */

import { personScore } from '../../contract/frustration/frustration.ts'
import { type Evidence, inSession, type Told } from './explanation.ts'
import type { TraitChange } from './history.ts'
import { movesIn, seenAt } from './match.ts'
import { movesOf } from './moves.ts'
import type { Node } from './question.ts'
import { scoresOf } from './session.ts'
import { traitsAsOf } from './traits.ts'
import { valueAt } from './value.ts'
import type { Asked } from './window.ts'
import { numbered, numberWords, quote, testWords, windowWords } from './words.ts'

export function explainTrait(node: Node<'trait' | 'moved' | 'seen' | 'score' | 'ids'>, asked: Asked): Told {
  const { person, session, asOf } = asked
  switch (node.kind) {
    case 'trait':
      return traitTold(node, person.traits, asOf)
    case 'moved':
      return movedTold(node, movesIn(node, asked), person.traits, asOf)
    case 'seen': {
      const at = seenAt(node, asked)
      const sentence = `was ${node.which} seen at a time that ${testWords(node.is)}`
      const evidence =
        at === undefined ? [] : [{ at, label: `${node.which === 'first' ? 'First' : 'Last'} seen` }]
      const date = at === undefined ? 'missing' : new Date(at).toISOString()
      return { sentence: `${sentence}: it is ${date}`, evidence, missing: sentence }
    }
    case 'score': {
      const scores = scoresOf(person, asOf)
      const sentence = `frustration score of the person ${numberWords(node.is)}`
      const judged = person.sessions.filter(({ startedAt }) => startedAt <= asOf)
      const evidence = judged.flatMap(one =>
        one.fields.frustrationScore === undefined
          ? []
          : [inSession(one, one.startedAt, `Frustration score: ${one.fields.frustrationScore}`)],
      )
      const score = scores.length === 0 ? 'no session was judged' : `it is ${personScore(scores)}`
      return { sentence: `${sentence}: ${score}`, evidence, missing: sentence }
    }
    case 'ids': {
      const names = { user: person.userIds, anonymous: person.anonymousIds, person: [person.id], account: [] }
      const own = node.of === 'session' ? (session ? [session.id] : []) : names[node.of]
      const sentence = `is in a list of ${numbered(node.ids.length, 'id', 'ids')}`
      return {
        sentence: `${sentence}: known as ${own.map(quote).join(', ') || 'nobody in such a list'}`,
        evidence: [],
        missing: `one of its ids in the list`,
      }
    }
  }
}

export function traitTold({ trait, is }: Node<'trait'>, changes: TraitChange[], asOf: number): Told {
  const value = valueAt(traitsAsOf({ traits: changes }, asOf), [trait])
  return {
    sentence: `${trait} ${testWords(is)}: it is ${quote(value)}`,
    evidence: lastWritten(trait, changes, asOf),
    missing: `${trait} that ${testWords(is)}`,
  }
}

export function movedTold(
  node: Node<'moved'>,
  moves: ReturnType<typeof movesOf>,
  changes: TraitChange[],
  asOf: number,
): Told {
  const sentence = `${node.trait} went ${node.direction} ${windowWords(node.window)}`
  const label = (move: (typeof moves)[number]) =>
    `${node.trait}: from ${quote(move.before)} to ${quote(move.after)}`
  const shown = moves.length > 0 ? moves : movesOf(node.trait, changes).filter(({ at }) => at <= asOf)
  return {
    sentence: `${sentence}: ${numbered(moves.length, 'time', 'times')}`,
    evidence: shown.map(move => ({ at: move.at, label: label(move), messageId: move.messageId })),
    missing: `a change of ${node.trait} ${node.direction === 'up' ? 'to a higher' : 'to a lower'} value ${windowWords(node.window)}`,
  }
}

/** The latest change that named the trait. */
function lastWritten(trait: string, changes: TraitChange[], asOf: number): Evidence {
  const change = changes.findLast(
    ({ at, traits, operations }) =>
      at <= asOf &&
      (Object.hasOwn(traits, trait) ||
        Object.values(operations ?? {}).some(
          given => typeof given === 'object' && given !== null && Object.hasOwn(given, trait),
        )),
  )
  if (!change) return []
  const value = valueAt(traitsAsOf({ traits: changes }, change.at), [trait])
  return [{ at: change.at, label: `${trait}: ${quote(value)}`, messageId: change.messageId }]
}
