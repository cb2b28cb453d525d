/**
 * What conditions on moments mean. Engines gather the moments in their own way and ask these very functions, so
 * that an order, a tie or a day is never decided twice.
 */
import type { Count } from '../../contract/segment/values.ts'
import { dayOf, weekOf } from './calendar.ts'
import { inOrder, type Moment } from './moments.ts'
import type { Node } from './question.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export type Judged = Node<
  'days' | 'first' | 'stopped' | 'resumed' | 'regularly' | 'change' | 'sequence' | 'funnel'
>

/** A moment of the node's act with this number (see actsOf), and whether the node's window holds it. */
export interface ActMoment extends Moment {
  act: number
  inside: boolean
}

export interface Judgement {
  holds: boolean
  /** What made it so. */
  moments: Moment[]
  /** What was counted: times, days, weeks or steps; before it, for a change, what it is held against. */
  found: number
  before?: number
}

/** `moments` in any order. */
export function judge(node: Judged, moments: ActMoment[], asOf: number, zone: string): Judgement {
  const ordered = moments.sort(inOrder)
  switch (node.kind) {
    case 'days': {
      const inside = ordered.filter(moment => moment.inside)
      const days = new Set(inside.map(({ at }) => dayOf(at, zone))).size
      return { holds: counted(node.count, days), moments: inside, found: days }
    }
    case 'first': {
      const [first] = ordered
      const holds = first?.inside === true
      return { holds, moments: first && first.at <= asOf ? [first] : [], found: first ? 1 : 0 }
    }
    case 'stopped': {
      const turn = asOf - node.days * DAY_MS
      const before = ordered.filter(({ at }) => at > turn - node.before * DAY_MS && at <= turn)
      const since = ordered.filter(({ at }) => at > turn && at <= asOf)
      return {
        holds: before.length > 0 && since.length === 0,
        moments: since.length > 0 ? since : before,
        found: since.length,
        before: before.length,
      }
    }
    case 'resumed': {
      const known = ordered.filter(({ at }) => at <= asOf)
      const at = known.findIndex(
        (moment, i) =>
          i > 0 &&
          moment.at > asOf - node.days * DAY_MS &&
          moment.at - known[i - 1]!.at > node.quiet * DAY_MS,
      )
      const moments = at > 0 ? [known[at - 1]!, known[at]!] : known.slice(-1)
      return { holds: at > 0, moments, found: known.length }
    }
    case 'regularly': {
      const unitOf = node.unit === 'day' ? dayOf : weekOf
      const current = unitOf(asOf, zone)
      const inside = ordered.filter(({ at }) => at <= asOf && unitOf(at, zone) > current - node.last)
      const units = new Set(inside.map(({ at }) => unitOf(at, zone))).size
      return { holds: units >= node.least, moments: inside, found: units }
    }
    case 'change': {
      const turn = asOf - node.days * DAY_MS
      const now = ordered.filter(({ at }) => at > turn && at <= asOf)
      const before = ordered.filter(({ at }) => at > turn - node.days * DAY_MS && at <= turn)
      const holds = changed(node, before.length, now.length)
      return { holds, moments: now, found: now.length, before: before.length }
    }
    case 'sequence': {
      const steps = node.steps.length
      const last = chain(node, ordered)
      return { holds: last?.step === steps, moments: momentsOfLink(last), found: last?.step ?? 0 }
    }
    case 'funnel': {
      const last = chain(node, ordered)
      const reached = last?.step ?? 0
      return { holds: counted(node.reached, reached), moments: momentsOfLink(last), found: reached }
    }
  }
}

/** From nothing, any rise is one; there is nothing that could drop. */
export function changed({ direction, percent }: Node<'change'>, before: number, now: number): boolean {
  if (direction === 'dropped') return before > 0 && now * 100 <= before * (100 - percent)
  return before === 0 ? now > 0 : now * 100 >= before * (100 + percent)
}

export function counted(count: Count, n: number): boolean {
  switch (count.op) {
    case 'at-least':
      return n >= count.n
    case 'at-most':
      return n <= count.n
    case 'exactly':
      return n === count.n
  }
}

/** A step that was reached, and the chain of steps before it. */
interface Link {
  step: number
  moment: Moment
  begun: number
  before: Link | undefined
}

/**
 * The furthest step reached. Going through the moments once, for each step the chain that began last is kept: if any
 * chain fits into the hours, that one does. What must not stand between forgets the chains that wait for that step.
 */
function chain(node: Node<'sequence' | 'funnel'>, moments: ActMoment[]): Link | undefined {
  const { doers, breakers } = rolesOf(node)
  const waiting: (Link | undefined)[] = []
  let furthest: Link | undefined
  for (const { moment, acts } of together(moments.filter(one => one.inside))) {
    const reached = doers.map((act, i): Link | undefined => {
      if (!acts.has(act)) return undefined
      if (i === 0) return { step: 1, moment, begun: moment.at, before: undefined }
      const before = waiting[i]
      const fits = before && moment.at - before.begun <= node.hours * HOUR_MS
      return fits ? { step: i + 1, moment, begun: before.begun, before } : undefined
    })
    for (const [i] of doers.entries()) {
      if (breakers[i]!.some(act => acts.has(act))) waiting[i] = undefined
      const link = i > 0 ? reached[i - 1] : undefined
      if (link && (!waiting[i] || link.begun > waiting[i].begun)) waiting[i] = link
    }
    for (const link of reached) if (link && link.step > (furthest?.step ?? 0)) furthest = link
  }
  return furthest
}

/** Numbers of the acts that are steps, and of those that must not stand before each. */
function rolesOf(node: Node<'sequence' | 'funnel'>): { doers: number[]; breakers: number[][] } {
  if (node.kind === 'funnel')
    return { doers: node.steps.map((_, i) => i), breakers: node.steps.map(() => []) }
  const doers: number[] = []
  const breakers: number[][] = []
  let act = 0
  for (const { without } of node.steps) {
    doers.push(act)
    breakers.push(without.map((_, i) => act + 1 + i))
    act += 1 + without.length
  }
  return { doers, breakers }
}

/** One event that is several acts is one moment. */
function together(moments: ActMoment[]): { moment: Moment; acts: Set<number> }[] {
  const found: { moment: Moment; acts: Set<number> }[] = []
  for (const moment of moments) {
    const last = found.at(-1)
    if (last && inOrder(last.moment, moment) === 0) last.acts.add(moment.act)
    else found.push({ moment, acts: new Set([moment.act]) })
  }
  return found
}

function momentsOfLink(link: Link | undefined): Moment[] {
  return link ? [...momentsOfLink(link.before), link.moment] : []
}
