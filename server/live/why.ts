import type { Explanation } from '../../contract/api.ts'
import type { LiveWhy } from '../../contract/segment/live.ts'

const MOST_WORDS = 300

/** An explanation in short: what held, or what was missing, and the newest moment that decided it. */
export function whyOf(explanation: Explanation, now: number): LiveWhy {
  const deciding = leavesOf(explanation)
    .filter(leaf => leaf.holds === explanation.holds || !explanation.holds)
    .flatMap(leaf => leaf.evidence)
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at)[0]
  const { at, sessionId, messageId } = deciding ?? {}
  return {
    words: wordsOf(explanation),
    ...(at === undefined ? {} : { at }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(messageId === undefined ? {} : { messageId }),
  }
}

function wordsOf(explanation: Explanation): string {
  const held = leavesOf(explanation).flatMap(leaf => (leaf.holds ? [leaf.sentence] : []))
  const words = explanation.holds
    ? held.join('; ') || explanation.sentence
    : `no longer: ${explanation.missing || explanation.sentence}`
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words
}

function leavesOf(explanation: Explanation): Explanation[] {
  return explanation.parts.length === 0 ? [explanation] : explanation.parts.flatMap(leavesOf)
}
