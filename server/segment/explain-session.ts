/** What sessions were like. */
import { SESSION_FIELDS } from '../../contract/fields.ts'
import type { Count } from '../../contract/segment/values.ts'
import { type ExplainNode, inSession, type Told } from './explanation.ts'
import { sessionsOf } from './match.ts'
import type { Node } from './question.ts'
import { failuresIn, findingsIn, numberOf } from './session.ts'
import { testValue } from './value.ts'
import type { Asked } from './window.ts'
import { countWords, numbered, quote, testWords, windowWords } from './words.ts'

export function explainSession(
  node: Node<'session' | 'page' | 'field' | 'visit' | 'finding' | 'failure' | 'text'>,
  at: string,
  asked: Asked,
  explainNode: ExplainNode,
): Told {
  const { session, person, asOf } = asked
  switch (node.kind) {
    case 'session': {
      const found = sessionsOf(node, asked)
      const shown = found.at(-1) ?? (node.window.kind === 'session' ? session : person.sessions.at(-1))
      const what = `${countWords(node.count, 'session', 'sessions')} ${windowWords(node.window)}`
      return {
        sentence: `has ${what} that pass: ${found.length}`,
        evidence: found.map(one => inSession(one, one.startedAt, 'Session')),
        missing: `${lacking(node.count, found.length, 'session', 'sessions')} ${windowWords(node.window)} that pass`,
        parts: shown ? [explainNode(node.where, `${at}.where`, { ...asked, session: shown })] : [],
      }
    }
    case 'page': {
      const views = session?.pages.filter(page => testValue(node.path, page.path, asOf)) ?? []
      const what = `a page whose path ${testWords(node.path)}`
      return {
        sentence: `viewed ${what} ${countWords(node.count, 'time', 'times')}: ${numbered(views.length, 'time', 'times')}`,
        evidence: session ? views.map(view => inSession(session, view.at, view.path)) : [],
        missing: `${lacking(node.count, views.length, 'view', 'views')} of ${what}`,
      }
    }
    case 'field': {
      const value = session?.fields[node.field]
      const { label } = SESSION_FIELDS[node.field]
      return {
        sentence: `${label} ${testWords(node.is)}: it is ${quote(value)}`,
        evidence: session ? [inSession(session, session.startedAt, `${label}: ${quote(value)}`)] : [],
        missing: `${label} that ${testWords(node.is)}`,
      }
    }
    case 'visit': {
      const sentence = `number of the session in the person's history ${countWords(node.number, '', '').trim()}`
      return {
        sentence: `${sentence}: it is ${session ? numberOf(session, person) : 'missing'}`,
        evidence: session ? [inSession(session, session.startedAt, 'Session')] : [],
        missing: sentence,
      }
    }
    case 'finding': {
      const found = session ? findingsIn(node, session, asOf) : []
      const kinds = node.of.length === 0 ? 'frustration' : node.of.join(' or ')
      const page = node.page ? ` on a page that ${testWords(node.page)}` : ''
      const element = node.element ? ` of an element that ${testWords(node.element)}` : ''
      const what = `${kinds}${element}${page}`
      return {
        sentence: `${what} ${countWords(node.count, 'time', 'times')}: ${numbered(found.length, 'time', 'times')}`,
        evidence: session ? found.map(one => inSession(session, one.at, `${one.kind} on ${one.page}`)) : [],
        missing: `${lacking(node.count, found.length, 'finding', 'findings')} of ${what}`,
      }
    }
    case 'failure': {
      const found = session ? failuresIn(node, session.failures, asOf) : []
      const parts = [
        ['message', node.message],
        ['address', node.address],
        ['status', node.status],
      ] as const
      const tests = parts.flatMap(([name, test]) => (test ? `${name} ${testWords(test)}` : []))
      const kinds = node.of.length === 0 ? 'failure' : node.of.join(' or ')
      const what = tests.length === 0 ? kinds : `${kinds} whose ${tests.join(' and ')}`
      return {
        sentence: `${what} ${countWords(node.count, 'time', 'times')}: ${numbered(found.length, 'time', 'times')}`,
        evidence: session ? found.map(one => inSession(session, one.at, one.message)) : [],
        missing: `${lacking(node.count, found.length, 'failure', 'failures')}: ${what}`,
      }
    }
    case 'text': {
      const wanted = node.contains.toLowerCase()
      const found = session?.texts.filter(text => text.toLowerCase().includes(wanted)) ?? []
      const sentence = `could read ${quote(node.contains)}`
      return {
        sentence: `${sentence}: ${found.length === 0 ? 'nowhere' : quote(found[0])}`,
        evidence: session ? found.map(text => inSession(session, session.startedAt, text)) : [],
        missing: `a text with ${quote(node.contains)}`,
      }
    }
  }
}

/** `2 more times`, `1 time fewer`. */
export function lacking({ op, n }: Count, found: number, one: string, many: string): string {
  if (op !== 'at-most' && found < n) return `${n - found} more ${n - found === 1 ? one : many}`
  return found > n ? `${numbered(found - n, one, many)} fewer` : `${numbered(n, one, many)}`
}
