/**
 * When the answer for a person may change though nothing happens: a window slides past a moment, a day begins, a date
 * comes. Times may be named at which nothing changes; none is left out at which something does. Where days, weeks and
 * months begin is the same for everyone: who changes then is asked for as a set (turned.ts).
 */
import type { ActOf } from '../../contract/segment/segment.ts'
import { actsOf, childrenOf } from '../../contract/segment/tree.ts'
import type { PropertyTest, ValueTest } from '../../contract/segment/values.ts'
import type { CalendarUnit, Window } from '../../contract/segment/windows.ts'
import { unitStart } from '../segment/calendar.ts'
import type { PersonHistory } from '../segment/history.ts'
import type { Resolved, ResolvedCondition, ResolvedSegment } from '../segment/question.ts'
import { datesIn, eventTimes, ofAccounts, ofUsers, type Source, sources } from './sources.ts'

const DAY_MS = 86_400_000
/** Boundaries of days looked back over, when a person was not judged for long. */
const MOST_TURNS = 400

/** Each moment of the source, shifted by each offset (ms), is such a time. */
export interface Slide {
  from: Source
  offsets: number[]
}
/** Where a unit begins. */
export interface Turn {
  unit: CalendarUnit
  zone: string
}
export interface Slides {
  slides: Slide[]
  turns: Turn[]
}

export function slidesOf({ subject, where }: ResolvedSegment, zone: string): Slides {
  const found: Slides = { slides: [{ from: sources.all, offsets: [0] }], turns: [] }
  gather(where, found, { ofAccount: subject === 'account', zone, wrap: source => source })
  return found
}

/** Those of many segments, each source once. */
export function together(all: readonly Slides[]): Slides {
  const slides = new Map<string, { from: Source; offsets: Set<number> }>()
  const turns = new Map<string, Turn>()
  for (const one of all) {
    for (const { from, offsets } of one.slides) {
      const known = slides.get(from.name) ?? { from, offsets: new Set() }
      slides.set(from.name, known)
      for (const offset of offsets) known.offsets.add(offset)
    }
    for (const turn of one.turns) turns.set(`${turn.unit} ${turn.zone}`, turn)
  }
  return {
    slides: [...slides.values()].map(({ from, offsets }) => ({ from, offsets: [...offsets] })),
    turns: [...turns.values()],
  }
}

/** Whether a person's answer can change without anything that happens, but for what begins for everyone. */
export function movesByItself({ slides }: Slides): boolean {
  return slides.length > 1
}

/** When a person's answer may change next, but for what begins for everyone. */
export function nextChange({ slides }: Slides, history: PersonHistory, asOf: number): number | null {
  let next = Number.POSITIVE_INFINITY
  for (const { from, offsets } of slides) {
    for (const time of from.times(history)) {
      for (const offset of offsets) {
        const at = Math.ceil(time + offset)
        if (at > asOf && at < next) next = at
      }
    }
  }
  return Number.isFinite(next) ? next : null
}

/** Such times in (from, to], the last first. */
export function changesWithin(
  { slides, turns }: Slides,
  history: PersonHistory,
  [from, to]: [from: number, to: number],
): number[] {
  const found = new Set<number>()
  for (const { from: source, offsets } of slides) {
    for (const time of source.times(history)) {
      for (const offset of offsets) {
        const at = Math.ceil(time + offset)
        if (at > from && at <= to) found.add(at)
      }
    }
  }
  for (const { unit, zone } of turns) {
    for (let back = 0; back < MOST_TURNS; back++) {
      const start = unitStart(to, zone, unit, back)
      if (start <= from) break
      found.add(start)
    }
  }
  return [...found].sort((a, b) => b - a)
}

function gather(
  node: ResolvedCondition,
  found: Slides,
  place: { ofAccount: boolean; zone: string; wrap: (source: Source) => Source },
): void {
  const { ofAccount, zone, wrap } = place
  const slide = (from: Source, offsets: number[]) => {
    if (offsets.length > 0) found.slides.push({ from: wrap(from), offsets })
  }
  const window = (of: Window, from: Source) => {
    slide(from, windowOffsets(of))
    if (of.kind === 'calendar') found.turns.push({ unit: of.unit, zone })
  }
  const where = (event: string, tests: readonly PropertyTest[]) => {
    for (const test of tests) {
      if ('is' in test) slide(datesIn.property(event, test.path), testOffsets(test.is))
    }
  }
  const acts = actsOf(node).map(({ act }) => act)
  for (const act of acts) {
    if (act.act === 'event') where(act.event, act.where)
    if (act.act === 'page') slide(datesIn.paths, testOffsets(act.path))
  }
  switch (node.kind) {
    case 'trait':
      slide(ofAccount ? datesIn.accountTrait(node.trait) : datesIn.trait(node.trait), testOffsets(node.is))
      break
    case 'moved':
      window(node.window, ofAccount ? sources.accountTraits : sources.traits)
      break
    case 'seen':
      slide(sources.all, testOffsets(node.is))
      break
    case 'event':
    case 'amount':
      window(node.window, eventTimes(node.event))
      where(node.event, node.where)
      break
    case 'revenue':
      for (const event of node.events) window(node.window, eventTimes(event))
      break
    case 'session':
      window(node.window, sources.sessions)
      break
    case 'stopped':
      slide(actSource(acts[0]!), [node.days * DAY_MS, (node.days + node.before) * DAY_MS])
      break
    case 'resumed':
      slide(actSource(acts[0]!), [node.days * DAY_MS])
      break
    case 'change':
      slide(actSource(acts[0]!), [node.days * DAY_MS, 2 * node.days * DAY_MS])
      break
    case 'regularly':
      found.turns.push({ unit: node.unit, zone })
      break
    case 'did':
    case 'days':
    case 'first':
    case 'sequence':
    case 'funnel':
      for (const act of acts) window(node.window, actSource(act))
      break
    case 'page':
      slide(datesIn.paths, testOffsets(node.path))
      break
    case 'field':
      slide(datesIn.field(node.field), testOffsets(node.is))
      break
    case 'finding':
      for (const test of [node.page, node.element]) slide(datesIn.findings, testOffsets(test))
      break
    case 'failure':
      for (const test of [node.message, node.address, node.status]) slide(datesIn.failures, testOffsets(test))
      break
    case 'account':
      found.slides.push({ from: ofAccounts, offsets: [0] })
      break
    case 'users':
      found.slides.push({ from: ofAccounts, offsets: [0] }, { from: ofUsers(sources.all), offsets: [0] })
      break
    default:
      break
  }
  for (const { node: part, of } of childrenOf(node)) {
    const within = of === 'same' ? ofAccount : of === 'account'
    gather(part, found, { zone, ofAccount: within, wrap: node.kind === 'users' ? ofUsers : wrap })
  }
}

function actSource(act: ActOf<Resolved>): Source {
  switch (act.act) {
    case 'event':
      return eventTimes(act.event)
    case 'any':
      return sources.events
    case 'page':
      return sources.pages
    case 'session':
      return sources.sessions
  }
}

function windowOffsets(window: Window): number[] {
  switch (window.kind) {
    case 'last':
      return [window.days * DAY_MS]
    case 'ago':
      return [window.to * DAY_MS, window.from * DAY_MS]
    // Others end at the time asked for, or go by what the person did.
    default:
      return []
  }
}

function testOffsets(test: ValueTest | null): number[] {
  switch (test?.op) {
    case 'in-last':
      return [0, test.days * DAY_MS]
    case 'before-last':
      return [test.days * DAY_MS]
    case 'in-next':
      return [-test.days * DAY_MS, 0]
    default:
      return []
  }
}
