import { ALIVE, byTime } from '../../../contract/event.ts'
import { narrowed } from '../../segment/needs.ts'
import type { Question } from '../../segment/question.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import type { LiveLine, LiveStore, PersonTurned } from '../live-port.ts'
import { hourOf, stepMembership } from '../membership.ts'
import type { Cursor } from '../port.ts'
import type { LiveMemory } from './live-state.ts'
import { keyOf, type State } from './state.ts'
import type { World } from './world.ts'

export function memoryLive(
  state: State,
  world: (project: string) => World,
  members: (project: string, question: Question) => { id: string }[],
): LiveStore {
  const { live } = state
  const linesOf = (project: string) =>
    [...live.lines.values()].flatMap(lines => lines.at(-1) ?? []).filter(one => one.project === project)
  const current = (project: string, segment: string) => live.lines.get(keyOf(project, segment))?.at(-1)
  const setSize = (line: LiveLine, at: number) => {
    const { project, segment, line: nth } = line
    line.members = [...live.memberships.values()].filter(
      one => one.project === project && one.segment === segment && one.line === nth && one.inside,
    ).length
    const hour = hourOf(at)
    const same = (one: (typeof live.sizes)[number]) =>
      one.project === project && one.segment === segment && one.line === nth && one.hour === hour
    live.sizes = [
      ...live.sizes.filter(one => !same(one)),
      { project, segment, line: nth, hour, members: line.members },
    ]
  }

  return {
    touched: async (project, after, limit) => {
      look(live, world(project), project)
      const { log, gone, last } = live.looks.get(project)!
      const place = readCursor(after).at
      const found = [...log].filter(([, nth]) => nth > place).sort((a, b) => a[1] - b[1])
      const items = found.slice(0, limit)
      const end = found.length > limit ? items.at(-1)![1] : last
      return {
        persons: items.map(([person]) => person),
        gone: gone > place && gone <= end,
        next: placeAt(end),
      }
    },
    touchedEnd: async project => {
      look(live, world(project), project)
      return placeAt(live.looks.get(project)!.last)
    },
    liveState: async project => {
      const known = live.places.get(project)
      return structuredClone({
        place: known?.place ?? null,
        walk: known?.walk ?? null,
        lines: linesOf(project),
      })
    },
    judgedPersons: async (project, persons) =>
      persons.flatMap(person => {
        const known = live.persons.get(keyOf(project, person))
        const mine = [...live.memberships.values()].filter(
          one =>
            one.project === project &&
            one.person === person &&
            current(project, one.segment)?.line === one.line,
        )
        if (!known && mine.length === 0) return []
        return [
          {
            person,
            judgedAt: known?.judgedAt ?? 0,
            memberships: mine.map(({ segment, inside, nth }) => ({ segment, inside, nth })),
          },
        ]
      }),
    duePersons: async (project, until, limit) =>
      [...live.persons.values()]
        .flatMap(one =>
          one.project === project && one.due !== null && one.due <= until ? [{ ...one, due: one.due }] : [],
        )
        .sort((a, b) => a.due - b.due)
        .slice(0, limit)
        .map(({ person }) => person),
    differing: async ({ project, segment, line, after }, question, limit) => {
      const asked = new Set(members(project, question).map(({ id }) => id))
      const kept = (person: string) => live.memberships.get(keyOf(project, segment, line, person))
      return [...world(project).persons.keys()]
        .filter(id => id > after && asked.has(id) !== (kept(id)?.inside ?? false))
        .sort()
        .slice(0, limit)
        .map(person => {
          const membership = kept(person)
          const { inside, nth } = membership ?? { inside: false, nth: 0 }
          return {
            person,
            judgedAt: live.persons.get(keyOf(project, person))?.judgedAt ?? 0,
            memberships: membership ? [{ segment, inside, nth }] : [],
          }
        })
    },
    histories: async (project, persons, needs) => {
      const { histories } = world(project)
      return persons.flatMap(person => {
        const history = histories.get(person)
        return history ? [narrowed(history, needs)] : []
      })
    },
    alive: async (project, persons) => {
      const { histories, events } = world(project)
      return persons.filter(person => {
        if (histories.get(person)?.sessions.some(({ source }) => ALIVE.includes(source))) return true
        const newest = events
          .filter(one => one.person === person)
          .sort(byTime)
          .at(-1)
        return newest !== undefined && ALIVE.includes(newest.source)
      })
    },
    beginLine: async line => {
      const key = keyOf(line.project, line.segment)
      const before = live.lines.get(key) ?? []
      const made = { ...line, line: before.length + 1, filled: false, cursor: null, members: 0 }
      live.lines.set(key, [...before, structuredClone(made)])
      setSize(current(line.project, line.segment)!, line.begunAt)
    },
    endLine: async (project, segment) => {
      live.lines.delete(keyOf(project, segment))
      live.changes = live.changes.filter(one => one.project !== project || one.segment !== segment)
      live.sizes = live.sizes.filter(one => one.project !== project || one.segment !== segment)
    },
    fillLine: async ({ project, segment, line: nth, persons, cursor, filled, at }) => {
      const line = current(project, segment)
      if (line?.line !== nth) return
      for (const person of persons) {
        const key = keyOf(project, segment, nth, person)
        if (live.memberships.has(key)) continue
        const membership = { inside: true, nth: 0, told: true, leaving: null }
        live.memberships.set(key, { project, segment, line: nth, person, ...membership })
      }
      line.cursor = cursor
      line.filled = filled
      setSize(line, at)
    },
    sweepLines: async (project, limit) => {
      const old = [...live.memberships].filter(
        ([, one]) => one.project === project && current(project, one.segment)?.line !== one.line,
      )
      for (const [key] of old.slice(0, limit)) live.memberships.delete(key)
      return Math.min(old.length, limit)
    },
    putJudged: async judged => {
      const { project, at, place, walk, persons, turned } = structuredClone(judged)
      const before = live.places.get(project)
      live.places.set(project, {
        place: place ?? before?.place ?? null,
        walk: walk === undefined ? (before?.walk ?? null) : walk,
      })
      const grown = new Set<LiveLine>()
      const keep = ({ person, verdict }: PersonTurned) => {
        const { segment } = verdict
        const line = current(project, segment)
        if (line?.line !== verdict.line) return
        const key = keyOf(project, segment, line.line, person)
        const step = stepMembership(live.memberships.get(key), verdict, line.filled, at)
        if (!step) return
        live.memberships.set(key, { project, segment, line: line.line, person, ...step.membership })
        grown.add(line)
        if (step.announce) announce(live, project, person, step.announce)
        if (!step.changed) return
        live.made += 1
        const { inside: entered, at: since, why } = verdict
        const change = {
          line: line.line,
          person,
          nth: step.membership.nth,
          entered,
          at: since,
          noticedAt: at,
          why,
        }
        live.changes.push({ ...change, project, segment, key: live.made })
      }
      for (const one of turned ?? []) keep(one)
      for (const { person, due, gone, verdicts, tags } of persons) {
        for (const verdict of verdicts) keep({ person, verdict })
        if (gone) live.persons.delete(keyOf(project, person))
        else live.persons.set(keyOf(project, person), { project, person, judgedAt: at, due })
        for (const { session, segments } of tags) live.tags.set(keyOf(project, session), segments)
      }
      for (const line of grown) setSize(line, at)
    },
    ripen: async (project, now, limit) => {
      const ripe = [...live.memberships.values()]
        .flatMap(one => {
          const isCurrent = one.project === project && current(project, one.segment)?.line === one.line
          return isCurrent && one.leaving && one.leaving.at <= now ? [{ one, leaving: one.leaving }] : []
        })
        .sort((a, b) => a.leaving.at - b.leaving.at)
        .slice(0, limit)
      for (const { one, leaving } of ripe) {
        announce(live, project, one.person, leaving.event)
        one.told = false
        one.leaving = null
      }
      return ripe.length
    },
    announcements: async (project, after, limit) =>
      live.announced
        .filter(one => one.project === project && one.place > after)
        .slice(0, limit)
        .map(({ place, event }) => structuredClone({ place, event })),
    announcement: async (project, messageId) => {
      const found = live.announced.find(one => one.project === project && one.event.messageId === messageId)
      return structuredClone(found?.event ?? null)
    },
    announcementsEnd: async () => live.made,
    membershipChanges: async ({ project, segment, person, limit, cursor }) => {
      const before = cursor === undefined ? Number.POSITIVE_INFINITY : readCursor(cursor).at
      const found = live.changes
        .filter(
          one =>
            one.project === project &&
            one.segment === segment &&
            one.key < before &&
            (person === undefined || one.person === person),
        )
        .reverse()
      const last = found.slice(0, limit).at(-1)
      return {
        items: found
          .slice(0, limit)
          .map(({ project: _, segment: __, key: ___, ...row }) => structuredClone(row)),
        next: last && found.length > limit ? placeAt(last.key) : null,
      }
    },
    segmentSizes: async (project, segment) =>
      live.sizes
        .filter(one => one.project === project && one.segment === segment)
        .map(({ line, hour, members }) => ({ line, hour, members }))
        .sort((a, b) => a.line - b.line || a.hour - b.hour),
    sessionTags: async ({ project, session }) => live.tags.get(keyOf(project, session)) ?? null,
  }
}

/** Nothing is kept of a person deleted for good. */
export function forgetPerson(live: LiveMemory, project: string, person: string): void {
  const isOther = (one: { project: string; person: string }) =>
    one.project !== project || one.person !== person
  for (const [key, one] of live.memberships) {
    if (isOther(one)) continue
    live.memberships.delete(key)
    const line = live.lines.get(keyOf(project, one.segment))?.at(-1)
    if (line?.line === one.line && one.inside) line.members -= 1
  }
  live.persons.delete(keyOf(project, person))
  live.changes = live.changes.filter(isOther)
  live.announced = live.announced.filter(isOther)
  const look = live.looks.get(project)
  if (!look) return
  look.seen.delete(person)
  look.log.delete(person)
  look.last += 1
  look.gone = look.last
}

function announce(
  live: LiveMemory,
  project: string,
  person: string,
  event: LiveMemory['announced'][number]['event'],
) {
  if (live.announced.some(one => one.project === project && one.event.messageId === event.messageId)) return
  live.made += 1
  live.announced.push({ project, person, place: live.made, event })
}

/** Who has another history than at the last look. */
function look(live: LiveMemory, { histories }: World, project: string): void {
  const known = live.looks.get(project) ?? { seen: new Map(), log: new Map(), gone: 0, last: 0 }
  live.looks.set(project, known)
  for (const person of new Set([...known.seen.keys(), ...histories.keys()])) {
    const history = histories.get(person)
    const accounts = history?.accounts.map(({ since, account: { id, traits } }) => ({ since, id, traits }))
    const now = history && JSON.stringify({ ...history, accounts })
    if (now === known.seen.get(person)) continue
    if (now === undefined) known.seen.delete(person)
    else known.seen.set(person, now)
    known.last += 1
    known.log.delete(person)
    known.log.set(person, known.last)
  }
}

function placeAt(at: number): Cursor {
  return writeCursor({ at, id: '' })
}
