import type { Database } from 'better-sqlite3'
import { type Deed, type DeedQuery, RANK } from '../../../behaviour/deeds.ts'
import { kindsOf, maskOf, passesClick, passesEvent, passesPage, valueText } from '../../../behaviour/steps.ts'
import { valueAt } from '../../../segment/value.ts'
import { compareTexts } from '../../../text-order.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Cold } from '../lanes/lane.ts'
import type { Moment } from '../lanes/moment.ts'
import { propertyReader } from '../lanes/passing.ts'
import { keysOf } from '../lanes/slices.ts'
import { type DeedRows, deedRows, type TieKey } from './deed-rows.ts'
import { namedElements } from './named-elements.ts'

/** Ids of tied events remembered. */
const MOST_MESSAGES = 10_000

/** The only place where deeds are read: from lanes, columns and the views of pages. */
export function deedReader(db: Database, segments: Answering) {
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
  const tie = (rank: number, a: TieKey, b: TieKey): number => {
    const byText = a.key === b.key ? 0 : compareTexts(textOf(rank, a.key), textOf(rank, b.key))
    if (byText !== 0 || a.session === b.session) return byText
    return compareTexts(sessionOf.get(a.session) ?? '', sessionOf.get(b.session) ?? '')
  }

  const propertiesOf = propertyReader(db)

  return (project: number, query: DeedQuery): Iterable<{ person: number; deeds: Deed<number>[] }> => {
    const rows = deedRows(query, segments.moment().present().length)
    messages.clear()
    const kinds = kindsOf(query.steps)
    const moment = segments.moment()
    const asked = { db, segments, moment, project, query, isIn: isAsked(query, project, segments), rows }
    if (kinds.has('event')) readEvents(asked, propertiesOf)
    if (kinds.has('session')) readSessions(asked)
    if (kinds.has('page')) readPages(asked)
    if (kinds.has('click')) readPresses(asked)
    return rows.byPerson(tie)
  }
}

interface Asked {
  db: Database
  segments: Answering
  moment: Moment
  project: number
  query: DeedQuery
  isIn: (person: number) => boolean
  rows: DeedRows
}

/** Whose deeds are wanted at all. */
function isAsked({ only }: DeedQuery, project: number, segments: Answering): (person: number) => boolean {
  const chosen = only?.question ? segments.membersOf(only.question, project) : null
  if (!only || !chosen) return () => true
  const wanted = only.others ? 0 : 1
  return person => (chosen.persons[person] ?? 0) === wanted
}

function readEvents(
  { db, moment, project, query, isIn, rows }: Asked,
  propertiesOf: ReturnType<typeof propertyReader>,
) {
  const { steps, others, property, from, to } = query
  const names = db
    .prepare<[number], { key: number; name: string }>(
      'SELECT key, name FROM event_name WHERE project = ? AND asked = 1',
    )
    .all(project)
  const owners = moment.owners()
  const sessions = moment.sessions()
  for (const { key, name } of names) {
    const own = steps.flatMap(step => (step.kind === 'event' && step.event === name ? [step] : []))
    if (own.length === 0 && !others) continue
    const tested = own.some(step => step.where.length > 0)
    const whole = maskOf(steps, step => step.kind === 'event' && step.event === name)
    for (const lane of moment.events(key, from, to)) {
      const { count, base, at: times, ident } = lane
      const [first] = keysOf('event', lane.slice)
      let cold: Cold | null = null
      for (let i = 0; i < count; i++) {
        const at = times[i]! + base
        if (at < from || at >= to) continue
        const person = owners[ident[i]!]!
        if (person === 0 || !isIn(person)) continue
        const properties = tested || property !== null ? propertiesOf(lane, i) : {}
        const mask = tested
          ? maskOf(steps, step => step.kind === 'event' && passesEvent(step, { name, properties, at }))
          : whole
        if (mask === 0 && !others) continue
        const value = property === null ? null : valueText(valueAt(properties, property))
        cold ??= lane.cold()
        const session = cold.session[i]!
        // A session that another person's event names, or that is not listed, is no session of this deed.
        const its = sessions.project[session] !== 0 && sessions.person[session] === person ? session : 0
        rows.add(person, at, RANK.event, mask, its, first + cold.place[i]!, value)
      }
    }
  }
}

function readSessions({ moment, project, query: { steps, from, to }, isIn, rows }: Asked) {
  const mask = maskOf(steps, step => step.kind === 'session')
  const { project: of, person, started } = moment.sessions()
  for (let key = 0; key < of.length; key++) {
    if (of[key] !== project) continue
    const at = started[key]!
    const who = person[key]!
    if (at >= from && at < to && isIn(who)) rows.add(who, at, RANK.session, mask, key, key, null)
  }
}

function readPages({ db, segments, moment, project, query, isIn, rows }: Asked) {
  const { steps, others, from, to } = query
  const { project: of, person } = moment.sessions()
  const masks = new Map<number, number>()
  for (const { key, text } of patterns(db, project)) {
    const mask = maskOf(steps, step => step.kind === 'page' && passesPage(step, text))
    if (mask !== 0 || others) masks.set(key, mask)
  }
  for (const lane of segments.viewLanes()) {
    if (lane.base >= to || lane.last < from) continue
    const { patterns, begins, first, base, session, at } = lane
    for (const [nth, pattern] of patterns.entries()) {
      const mask = masks.get(pattern)
      if (mask === undefined) continue
      for (let i = begins[nth]!; i < begins[nth + 1]!; i++) {
        const time = base + at[i]!
        const its = first + session[i]!
        if (time < from || time >= to || of[its] !== project) continue
        const who = person[its]!
        if (isIn(who)) rows.add(who, time, RANK.page, mask, its, pattern, null)
      }
    }
  }
}

function readPresses({ db, segments, moment, project, query, isIn, rows }: Asked) {
  const { from, to } = query
  const { project: of, person } = moment.sessions()
  const masksOn = pressMasks(query, namedElements(db, project))
  const texts = new Map(patterns(db, project).map(({ key, text }) => [key, text]))
  for (const lane of segments.viewLanes()) {
    if (lane.base >= to || lane.last < from) continue
    const { patterns, begins, first, base, session, at, starts, element, ms } = lane
    for (const [nth, pattern] of patterns.entries()) {
      const page = texts.get(pattern)
      const masks = page === undefined ? null : masksOn(page)
      if (masks === null) continue
      for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
        const its = first + session[view]!
        if (starts[view] === starts[view + 1] || of[its] !== project || !isIn(person[its]!)) continue
        const begun = base + at[view]!
        for (let i = starts[view]!; i < starts[view + 1]!; i++) {
          const mask = masks[element[i]!] ?? -1
          const time = begun + ms[i]!
          if (mask === -1 || time < from || time >= to) continue
          rows.add(person[its]!, time, RANK.click, mask, its, element[i]!, null)
        }
      }
    }
  }
}

/** By key of an element, the steps that a click on it passes on a page; -1: it is not told. Null: none is. */
function pressMasks({ steps, others }: DeedQuery, elements: ReturnType<typeof namedElements>) {
  const keys = [...elements.keys()]
  const length = keys.reduce((most, key) => Math.max(most, key), 0) + 1
  const passing = steps.map((step): number[] =>
    step.kind === 'click'
      ? keys.filter(key => passesClick(step, { ...elements.get(key)!, page: step.page }))
      : [],
  )
  const nobody = new Int32Array(length).fill(-1)
  if (others) for (const key of keys) nobody[key] = 0
  const made = new Map<string, Int32Array | null>()
  return (page: string): Int32Array | null => {
    const told = steps.flatMap((step, i) =>
      step.kind === 'click' && (step.page === '' || step.page === page) && passing[i]!.length > 0 ? [i] : [],
    )
    const known = made.get(told.join())
    if (known !== undefined) return known
    const masks = told.length === 0 && !others ? null : nobody.slice()
    for (const i of told) for (const key of passing[i]!) masks![key] = Math.max(0, masks![key]!) | (1 << i)
    made.set(told.join(), masks)
    return masks
  }
}

function patterns(db: Database, project: number): { key: number; text: string }[] {
  return db
    .prepare<[number], { key: number; text: string }>('SELECT key, text FROM pattern WHERE project = ?')
    .all(project)
}
