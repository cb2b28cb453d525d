/** Writes a segment as text, always in the same form: what parse.ts reads again is the same tree. */
import type { Act, Condition, SegmentDefinition, Step } from '../../../contract/segment/segment.ts'
import { countText, numberText, pathText, q, testText, timesText, whereText } from './print-values.ts'
import { windowText } from './print-window.ts'

export function printSegment({ subject, where }: SegmentDefinition): string {
  return `${subject} where ${conditionText(where)}`
}

function conditionText(node: Condition): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const [only, ...others] = node.of
      if (only && others.length === 0)
        return `${node.kind === 'and' ? 'all' : 'any'} of (${conditionText(only)})`
      return node.of.map(partText).join(` ${node.kind} `)
    }
    case 'not':
      return `not (${conditionText(node.of)})`
    case 'trait':
      return `trait ${q(node.trait)} ${testText(node.is)}`
    case 'moved': {
      const order = node.order.length === 0 ? '' : ` order (${node.order.map(q).join(', ')})`
      return `moved ${node.direction} ${q(node.trait)}${order}${windowText(node.window)}`
    }
    case 'seen':
      return `${node.which} seen ${testText(node.is)}`
    case 'score':
      return `score ${numberText(node.is)}`
    case 'list':
      return `in list ${q(node.id)}`
    case 'segment':
      return `in segment ${q(node.id)}`
    case 'account':
      return `account (${conditionText(node.where)})`
    case 'users':
      return `${usersText(node.who)} (${conditionText(node.where)})`
    case 'event': {
      const never = node.count.op === 'exactly' && node.count.n === 0
      const what = `${q(node.event)}${whereText(node.where)}`
      return never
        ? `did not do ${what}${windowText(node.window)}`
        : `did ${what}${timesText(node.count)}${windowText(node.window)}`
    }
    case 'did':
      return `did ${actText(node.of)}${timesText(node.count)}${windowText(node.window)}`
    case 'days':
      return `did ${actText(node.of)} on ${countText(node.count)} days${windowText(node.window)}`
    case 'first':
      return `first ${actText(node.of)}${windowText(node.window)}`
    case 'stopped':
      return `stopped ${actText(node.of)} for ${node.days} days after ${node.before} days`
    case 'resumed':
      return `resumed ${actText(node.of)} in last ${node.days} days after ${node.quiet} quiet days`
    case 'regularly':
      return `regularly ${actText(node.of)} in ${node.least} of last ${node.last} ${node.unit}s`
    case 'change':
      return `${node.direction} ${actText(node.of)} by ${node.percent} percent in ${node.days} days`
    case 'sequence': {
      const steps = node.steps.map(stepText).join(', then ')
      return `sequence (${steps}) within ${node.hours} hours${windowText(node.window)}`
    }
    case 'funnel': {
      const steps = node.steps.map(actText).join(', then ')
      return `funnel (${steps}) within ${node.hours} hours reached ${countText(node.reached)} steps${windowText(node.window)}`
    }
    case 'amount': {
      const what = `${node.of} of ${pathText(node.path)} of ${q(node.event)}${whereText(node.where)}`
      return `${what} ${numberText(node.is)}${windowText(node.window)}`
    }
    case 'revenue':
      return `revenue of ${node.events.map(q).join(', ')} ${numberText(node.is)}${windowText(node.window)}`
    case 'session':
      return `session where (${conditionText(node.where)})${timesText(node.count)}${windowText(node.window)}`
    case 'page':
      return `page ${testText(node.path)}${timesText(node.count)}`
    case 'field':
      return `${node.field} ${testText(node.is)}`
    case 'visit':
      return `visit ${countText(node.number)}`
    case 'finding': {
      const page = node.page ? ` on page ${testText(node.page)}` : ''
      const element = node.element ? ` at element ${testText(node.element)}` : ''
      return `finding${kindsText(node.of)}${page}${element}${timesText(node.count)}`
    }
    case 'failure': {
      const message = node.message ? ` message ${testText(node.message)}` : ''
      const address = node.address ? ` address ${testText(node.address)}` : ''
      const status = node.status ? ` status ${testText(node.status)}` : ''
      return `failure${kindsText(node.of)}${message}${address}${status}${timesText(node.count)}`
    }
    case 'text':
      return `text ${q(node.contains)}`
  }
}

/** What is joined itself is put in brackets. */
function partText(node: Condition): string {
  const joined = (node.kind === 'and' || node.kind === 'or') && node.of.length > 1
  return joined ? `(${conditionText(node)})` : conditionText(node)
}

function usersText(who: Extract<Condition, { kind: 'users' }>['who']): string {
  switch (who) {
    case 'any':
      return 'any user'
    case 'all':
      return 'all users'
    case 'none':
      return 'no user'
    default:
      return `${countText(who)} users`
  }
}

function kindsText(kinds: readonly string[]): string {
  return kinds.length === 0 ? '' : ` ${kinds.join(', ')}`
}

function actText(act: Act): string {
  switch (act.act) {
    case 'event':
      return `event ${q(act.event)}${whereText(act.where)}`
    case 'any':
      return 'anything'
    case 'session':
      return act.where === null ? 'session' : `session where (${conditionText(act.where)})`
    case 'page': {
      const how = { viewed: 'view of', entered: 'entry by', left: 'exit from' }[act.how]
      const long = act.seconds > 0 ? ` lasting ${act.seconds} seconds` : ''
      return `${how} page ${testText(act.path)}${long}`
    }
  }
}

function stepText({ do: act, without }: Step): string {
  return without.length === 0 ? actText(act) : `${actText(act)} without (${without.map(actText).join(', ')})`
}
