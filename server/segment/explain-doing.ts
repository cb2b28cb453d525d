/** What the person did, and when. */

import type { Explanation } from '../../contract/api.ts'
import { actsOf } from '../../contract/segment/tree.ts'
import type { Count } from '../../contract/segment/values.ts'
import { amountOf } from './amount.ts'
import { lacking } from './explain-session.ts'
import { type Evidence, type ExplainNode, evidenceOf, type Told } from './explanation.ts'
import type { PersonEvent } from './history.ts'
import type { Judged, Judgement } from './judge.ts'
import { amountsOf, eventsOf, judgementOf, timesOf } from './match.ts'
import type { Node } from './question.ts'
import { valueAt } from './value.ts'
import type { Asked } from './window.ts'
import {
  actWords,
  countWords,
  hourWords,
  numbered,
  numberWords,
  propertyWords,
  quote,
  windowWords,
} from './words.ts'

type Doing = Judged | Node<'event' | 'did' | 'amount' | 'revenue'>

export function explainDoing(node: Doing, at: string, asked: Asked, explainNode: ExplainNode): Told {
  switch (node.kind) {
    case 'event': {
      const events = eventsOf(node, asked)
      const what = `${node.event}${propertyWords(node.where)}`
      const when = windowWords(node.window)
      return {
        sentence: didWords(what, node.count, when, events.length),
        evidence: events.map(event => eventEvidence(event, event.name)),
        missing: `${lacking(node.count, events.length, 'time', 'times')} ${what} ${when}`,
      }
    }
    case 'did': {
      const moments = timesOf(node, asked)
      const when = windowWords(node.window)
      return {
        sentence: `${actWords(node.of)} ${countWords(node.count, 'time', 'times')} ${when}: ${numbered(moments.length, 'time', 'times')}`,
        evidence: evidenceOf(moments),
        missing: `${lacking(node.count, moments.length, 'time', 'times')} that the person ${actWords(node.of)} ${when}`,
        parts: sessionParts(node, at, asked, explainNode),
      }
    }
    case 'amount':
    case 'revenue':
      return amountTold(node, asked)
    default: {
      const judgement = judgementOf(node, asked)
      return {
        ...judgedWords(node, judgement),
        evidence: evidenceOf(judgement.moments),
        parts: sessionParts(node, at, asked, explainNode),
      }
    }
  }
}

function eventEvidence({ at, messageId, sessionId }: PersonEvent, label: string): Evidence[number] {
  return { at, label, messageId, ...(sessionId === undefined ? {} : { sessionId }) }
}

function amountTold(node: Node<'amount' | 'revenue'>, asked: Asked): Told {
  const events = amountsOf(node, asked)
  const amount = amountOf(node, events)
  const of =
    node.kind === 'amount'
      ? `${node.of} of ${node.path.join('.')} of ${node.event}${propertyWords(node.where)}`
      : `revenue of ${node.events.join(', ')}`
  const what = `${of} ${windowWords(node.window)}`
  const path = node.kind === 'amount' ? node.path : null
  return {
    sentence: `${what} ${numberWords(node.is)}: it is ${amount ?? 'missing'}`,
    evidence: events.map(event => {
      const value = path ? `: ${path.join('.')} ${quote(valueAt(event.properties, path))}` : ''
      return eventEvidence(event, `${event.name}${value}`)
    }),
    missing: `${what} that ${numberWords(node.is)}`,
  }
}

function judgedWords(node: Judged, { found, before = 0 }: Judgement): { sentence: string; missing: string } {
  switch (node.kind) {
    case 'days': {
      const what = `${actWords(node.of)} on different days ${windowWords(node.window)}`
      return {
        sentence: `${what}, ${countWords(node.count, 'day', 'days')}: ${numbered(found, 'day', 'days')}`,
        missing: `${lacking(node.count, found, 'day', 'days')} on which the person ${what}`,
      }
    }
    case 'first': {
      const what = `${actWords(node.of)} for the first time ${windowWords(node.window)}`
      return { sentence: `${what}${found === 0 ? ': never did' : ''}`, missing: `that the person ${what}` }
    }
    case 'stopped': {
      const [last, earlier] = [numbered(node.days, 'day', 'days'), numbered(node.before, 'day', 'days')]
      return {
        sentence: `${actWords(node.of)} in the ${earlier} before, and not in the last ${last}: ${numbered(before, 'time', 'times')} before, ${found} since`,
        missing:
          before === 0
            ? `that the person ${actWords(node.of)} in the ${earlier} before the last ${last}`
            : `${last} without it`,
      }
    }
    case 'resumed': {
      const [last, quiet] = [numbered(node.days, 'day', 'days'), numbered(node.quiet, 'day', 'days')]
      const what = `${actWords(node.of)} again in the last ${last} after more than ${quiet} without`
      return {
        sentence: `${what}: ${numbered(found, 'time', 'times')} in all`,
        missing: `that the person ${what}`,
      }
    }
    case 'regularly': {
      const what = `${actWords(node.of)} in at least ${node.least} of the last ${numbered(node.last, node.unit, `${node.unit}s`)}`
      return {
        sentence: `${what}: in ${found}`,
        missing: `${numbered(Math.max(0, node.least - found), `more ${node.unit}`, `more ${node.unit}s`)} in which the person ${actWords(node.of)}`,
      }
    }
    case 'change': {
      const what = `how often the person ${actWords(node.of)} in the last ${numbered(node.days, 'day', 'days')} ${node.direction} by at least ${node.percent} %`
      return { sentence: `${what}: from ${before} to ${found}`, missing: `that ${what}` }
    }
    case 'sequence': {
      const steps = node.steps.map(step => actWords(step.do))
      const what = `${steps.join(', then ')} within ${hourWords(node.hours)} ${windowWords(node.window)}`
      return {
        sentence: `${what}: reached step ${found} of ${steps.length}`,
        missing: found < steps.length ? `step ${found + 1} in time: ${steps[found]}` : 'another order',
      }
    }
    case 'funnel': {
      const steps = node.steps.map(actWords)
      const what = `reached ${countWords(node.reached, 'step', 'steps')} of: ${steps.join(', then ')} within ${hourWords(node.hours)} ${windowWords(node.window)}`
      return {
        sentence: `${what}: reached ${found}`,
        missing: `${lacking(node.reached, found, 'step', 'steps')}${steps[found] && found < node.reached.n ? `: ${steps[found]}` : ''}`,
      }
    }
  }
}

/** The conditions on sessions among the acts, told of the session at hand, else of the newest. */
function sessionParts(
  node: Judged | Node<'did'>,
  at: string,
  asked: Asked,
  explainNode: ExplainNode,
): Explanation[] {
  const session = asked.session ?? asked.person.sessions.at(-1)
  if (!session) return []
  return actsOf(node).flatMap(({ at: place, act }) =>
    act.act === 'session' && act.where
      ? [explainNode(act.where, `${at}${place}.where`, { ...asked, session })]
      : [],
  )
}

/** "did not do X in the last 7 days" rather than "did X exactly 0 times". */
function didWords(what: string, count: Count, when: string, found: number): string {
  const times = numbered(found, 'time', 'times')
  if (count.op === 'exactly' && count.n === 0)
    return `did not do ${what} ${when}${found > 0 ? `: did ${times}` : ''}`
  return `did ${what} ${countWords(count, 'time', 'times')} ${when}: ${times}`
}
