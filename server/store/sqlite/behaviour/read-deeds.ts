import type { Database } from 'better-sqlite3'
import {
  type DeedQuery,
  type Deeds,
  type HappeningQuery,
  type Happenings,
  type Known,
  RANK,
  type StepQuery,
  type Whom,
} from '../../../behaviour/deeds.ts'
import { kindsOf, maskOf, passesEvent, passesPage, valueText } from '../../../behaviour/steps.ts'
import { valueAt } from '../../../segment/value.ts'
import { compareTexts } from '../../../text-order.ts'
import type { Answering } from '../lanes/answering.ts'
import { type Members, opposite } from '../lanes/count.ts'
import type { Moment } from '../lanes/moment.ts'
import { propertyReader } from '../lanes/passing.ts'
import { keysOf } from '../lanes/slices.ts'
import { sessionsOfClicks } from '../lanes/view-lane.ts'
import { type DeedSink, deedRows } from './deed-rows.ts'
import { namedElements } from './named-elements.ts'
import { inOrder } from './ordered-deeds.ts'
import { pressMasks } from './press-masks.ts'
import type { Tie } from './ties.ts'

/** Ids of tied events remembered. */
const MOST_MESSAGES = 10_000

/** The only place where deeds are read: from lanes, columns and the views of pages. */
export function deedReader(db: Database, segments: Answering, within: Known['within']) {
  const messageOf = db.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()
  const patternOf = db.prepare<[number], string>('SELECT text FROM pattern WHERE key = ?').pluck()
  const fingerprintOf = db.prepare<[number], string>('SELECT fingerprint FROM element WHERE key = ?').pluck()
  const sessionOf = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  // Of many events at one time each is compared with several.
  const messages = new Map<number, string>()
  const textOf = (rank: number, key: number): string => {
    if (rank === RANK.event) {
      const known = messages.get(key)
      if (known !== undefined) return known
      if (messages.size >= MOST_MESSAGES) messages.clear()
      const message = messageOf.get(key)!
      messages.set(key, message)
      return message
    }
    if (rank === RANK.page) return patternOf.get(key)!
    return rank === RANK.click ? fingerprintOf.get(key)! : ''
  }
  const tie: Tie = (rank, a, b) => {
    const byText = a.key === b.key ? 0 : compareTexts(textOf(rank, a.key), textOf(rank, b.key))
    if (byText !== 0 || a.session === b.session) return byText
    return compareTexts(sessionOf.get(a.session) ?? '', sessionOf.get(b.session) ?? '')
  }

  const propertiesOf = propertyReader(db)

  const read = (asked: Omit<Asked, 'db' | 'segments' | 'moment'>): void => {
    const all = { db, segments, moment: segments.moment(), ...asked }
    const kinds = kindsOf(asked.query.steps)
    if (kinds.has('event')) readEvents(all, propertiesOf)
    if (kinds.has('session') && !asked.others) readSessions(all)
    if (kinds.has('page')) readPages(all)
    if (kinds.has('click')) readPresses(all)
  }

  const deeds = (project: number, query: DeedQuery): Deeds => {
    messages.clear()
    const moment = segments.moment()
    const bySession = query.per === 'session'
    const asked = { project, query, wanted: wantedOf(query.only, project, segments), bySession }
    const rows = deedRows()
    read({ ...asked, others: false, into: rows })
    const sessions = moment.sessions()
    const highest = bySession ? sessions.length : moment.present().length
    const ordered = inOrder(rows, query, highest, tie)
    if (query.others) {
      const into = ordered.between(query.others)
      read({ ...asked, others: true, into })
      into.settle()
    }
    return ordered.deeds(bySession ? session => sessions.person[session]! : person => person)
  }

  const happenings = (project: number, query: HappeningQuery): Happenings => {
    const { whom, property } = query
    const rows = deedRows()
    const wanted = whom.judged === 'asked' ? wantedOf(whom, project, segments) : null
    read({ project, query, wanted, bySession: false, others: false, into: rows })
    const { size, units, at, mask } = rows.columns()
    const isJudged = wanted !== null || (!whom.question && !whom.others)
    const session = query.sessions || !isJudged ? rows.sessions() : new Int32Array(size)
    const all: Happenings = {
      length: size,
      person: units.subarray(0, size),
      session,
      at: at.subarray(0, size),
      mask: mask.subarray(0, size),
      value: property === null ? null : Array.from({ length: size }, (_, row) => rows.value(row)),
    }
    return isJudged ? all : those(all, within(query.project, whom, 'person', all))
  }
  return { deeds, happenings }
}

function those(
  { person, session, at, mask, value }: Happenings,
  inside: ArrayLike<number | boolean>,
): Happenings {
  const kept: number[] = []
  for (let i = 0; i < inside.length; i++) if (inside[i]) kept.push(i)
  const left = (column: ArrayLike<number>) => kept.map(i => column[i]!)
  return {
    length: kept.length,
    ...{ person: left(person), session: left(session), at: left(at), mask: left(mask) },
    value: value && kept.map(i => value[i]!),
  }
}

interface Asked {
  db: Database
  segments: Answering
  moment: Moment
  project: number
  query: StepQuery
  /** Whose deeds are wanted at all, by key of a person; null: everyone's. */
  wanted: Members | null
  /** A unit is a session, not a person. */
  bySession: boolean
  /** What passes no step is read, instead of what passes one. */
  others: boolean
  into: DeedSink
}

function wantedOf(only: Whom | undefined, project: number, segments: Answering): Members | null {
  const chosen = only?.question ? segments.membersOf(only.question, project) : null
  if (!only || !chosen) return null
  return only.others ? opposite(chosen.persons) : chosen.persons
}

function readEvents(
  { db, moment, project, query, wanted, bySession, others, into }: Asked,
  propertiesOf: ReturnType<typeof propertyReader>,
) {
  const { steps, property, from, to } = query
  const names = db
    .prepare<[number], { key: number; name: string }>(
      'SELECT key, name FROM event_name WHERE project = ? AND asked = 1',
    )
    .all(project)
  const owners = moment.owners()
  const sessions = moment.sessions()
  const read = names.flatMap(({ key, name }) => {
    const own = steps.flatMap(step => (step.kind === 'event' && step.event === name ? [step] : []))
    const tested = own.some(step => step.where.length > 0)
    const whole = maskOf(steps, step => step.kind === 'event' && step.event === name)
    // Every event of the name passes a step, or none does.
    if (!tested && others !== (whole === 0)) return []
    return moment.events(key, from, to).map(lane => ({ name, tested, whole, lane }))
  })
  // Of one time few have done anything: what is kept of each stays near at hand.
  read.sort((a, b) => a.lane.slice - b.lane.slice)
  for (const { name, tested, whole, lane } of read) {
    const { count, base, at: times, ident } = lane
    const [first] = keysOf('event', lane.slice)
    // A session that another person's event names, or that is not listed, is no session of this deed.
    const sessionOf = (i: number): number => {
      const its = lane.cold().session[i]!
      return sessions.project[its] !== 0 && sessions.person[its] === owners[ident[i]!] ? its : 0
    }
    into.from({ rank: RANK.event, session: sessionOf, key: i => first + lane.cold().place[i]! })
    const isRead = tested || property !== null
    for (let i = 0; i < count; i++) {
      const at = times[i]! + base
      if (at < from || at >= to) continue
      const person = owners[ident[i]!]!
      if (person === 0 || (wanted !== null && wanted[person] !== 1)) continue
      if (!isRead) {
        const unit = bySession ? sessionOf(i) : person
        if (unit !== 0) into.add(unit, at, whole, i, null)
        continue
      }
      const properties = propertiesOf(lane, i)
      const mask = tested
        ? maskOf(steps, step => step.kind === 'event' && passesEvent(step, { name, properties, at }))
        : whole
      if (others !== (mask === 0)) continue
      const unit = bySession ? sessionOf(i) : person
      if (unit === 0) continue
      into.add(unit, at, mask, i, property === null ? null : valueText(valueAt(properties, property)))
    }
  }
}

function readSessions({ moment, project, query, wanted, bySession, into }: Asked) {
  const { steps, from, to } = query
  const mask = maskOf(steps, step => step.kind === 'session')
  const { project: of, person, started } = moment.sessions()
  into.from({ rank: RANK.session, session: key => key, key: key => key })
  for (let key = 0; key < of.length; key++) {
    if (of[key] !== project) continue
    const at = started[key]!
    const who = person[key]!
    if (at < from || at >= to || (wanted !== null && wanted[who] !== 1)) continue
    into.add(bySession ? key : who, at, mask, key, null)
  }
}

function readPages({ db, segments, moment, project, query, wanted, bySession, others, into }: Asked) {
  const { steps, from, to } = query
  const { project: of, person } = moment.sessions()
  const masks = new Map<number, number>()
  for (const { key, text } of patterns(db, project)) {
    const mask = maskOf(steps, step => step.kind === 'page' && passesPage(step, text))
    if (others === (mask === 0)) masks.set(key, mask)
  }
  for (const lane of segments.viewLanes()) {
    if (lane.base >= to || lane.last < from) continue
    const { patterns, begins, first, base, session, at } = lane
    for (const [nth, pattern] of patterns.entries()) {
      const mask = masks.get(pattern)
      if (mask === undefined) continue
      into.from({ rank: RANK.page, session: i => first + session[i]!, key: () => pattern })
      for (let i = begins[nth]!; i < begins[nth + 1]!; i++) {
        const time = base + at[i]!
        const its = first + session[i]!
        if (time < from || time >= to || of[its] !== project) continue
        const who = person[its]!
        if (wanted === null || wanted[who] === 1) into.add(bySession ? its : who, time, mask, i, null)
      }
    }
  }
}

function readPresses({ db, segments, moment, project, query, wanted, bySession, others, into }: Asked) {
  const { from, to } = query
  const { project: of, person } = moment.sessions()
  const masksOn = pressMasks(query, others, namedElements(db, project))
  const texts = new Map(patterns(db, project).map(({ key, text }) => [key, text]))
  for (const lane of segments.viewLanes()) {
    if (lane.base >= to || lane.last < from) continue
    const { patterns, begins, first, base, session, at, starts, element, ms } = lane
    const sessionOf = sessionsOfClicks(lane)
    into.from({ rank: RANK.click, session: sessionOf, key: i => element[i]! })
    for (const [nth, pattern] of patterns.entries()) {
      const page = texts.get(pattern)
      const masks = page === undefined ? null : masksOn(page)
      if (masks === null) continue
      for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
        const its = first + session[view]!
        if (starts[view] === starts[view + 1] || of[its] !== project) continue
        const who = person[its]!
        if (wanted !== null && wanted[who] !== 1) continue
        const begun = base + at[view]!
        for (let i = starts[view]!; i < starts[view + 1]!; i++) {
          const mask = masks[element[i]!] ?? -1
          const time = begun + ms[i]!
          if (mask === -1 || time < from || time >= to) continue
          into.add(bySession ? its : who, time, mask, i, null)
        }
      }
    }
  }
}

function patterns(db: Database, project: number): { key: number; text: string }[] {
  return db
    .prepare<[number], { key: number; text: string }>('SELECT key, text FROM pattern WHERE project = ?')
    .all(project)
}
