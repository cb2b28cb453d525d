import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RANK } from '../../../server/segment/moments.ts'
import { followers } from '../../../server/store/sqlite/lanes/after.ts'
import { keyOf, type Lane } from '../../../server/store/sqlite/lanes/lane.ts'
import { EVER } from '../../../server/store/sqlite/lanes/moment.ts'
import { type Steps, stepTaker } from '../../../server/store/sqlite/lanes/steps.ts'

const HOUR_MS = 3_600_000
const NAMES = [0, 1, 2]
const SLICES = [0, 1, 2, 3]
/** Nobody is person 0. */
const OWNERS = Int32Array.of(0, 1, 2, 3)
const PERSONS = OWNERS.length

/** Two of them are asked of. */
const SOME = Uint8Array.of(0, 1, 0, 1)
const isSome = (person: number) => SOME[person] === 1
const isAsked = (_: number, person: number) => isSome(person)

interface Made {
  person: number
  name: number
  slice: number
  at: number
  message: string
}
/** Few persons, names and hours: many share one, and a later slice has earlier events. */
const event = fc.record({ person: fc.nat(3), name: fc.nat(2), slice: fc.nat(3), hour: fc.nat(30) })
const events = fc
  .array(event, { maxLength: 40 })
  .map(all =>
    all.map(({ hour, ...one }, i): Made => ({ ...one, at: hour * HOUR_MS, message: `m${(i * 7) % 41}` })),
  )

const db = new Sqlite(':memory:')
db.exec('CREATE TABLE event (key INTEGER PRIMARY KEY, message TEXT NOT NULL)')

/** Lanes as they are stored, and the same as moments whose order nothing is known of. */
function lanesOf(all: readonly Made[]): { stored: Lane[][]; loose: Lane[][] } {
  db.exec('DELETE FROM event')
  const add = db.prepare<[number, string]>('INSERT INTO event (key, message) VALUES (?, ?)')
  const places = new Map<number, number>()
  const stored = NAMES.map(name =>
    SLICES.map(slice => {
      const own = all.filter(one => one.name === name && one.slice === slice)
      const place = Uint16Array.from(own, () => {
        const next = places.get(slice) ?? 0
        places.set(slice, next + 1)
        return next
      })
      const none = new Uint32Array(own.length)
      const lane: Lane = {
        ...{ slice, count: own.length, base: 0, said: () => none, sources: () => new Uint8Array(0) },
        at: Float64Array.from(own, ({ at }) => at),
        ident: Uint32Array.from(own, ({ person }) => person),
        cold: () => ({ session: none, place }),
      }
      for (const [i, { message }] of own.entries()) add.run(keyOf(lane, i), message)
      return lane
    }),
  )
  const message = db.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()
  const tied = (lane: Lane): Lane => ({ ...lane, tie: i => `${RANK.event}${message.get(keyOf(lane, i))}` })
  return { stored, loose: stored.map(own => own.map(tied)) }
}

const act = { act: 'event' as const, event: '', where: [] }
const breakers = fc.array(fc.subarray(NAMES), { minLength: 3, maxLength: 3 })

test('[M1] steps are followed alike slice by slice and as a whole', () => {
  const take = stepTaker(db)
  const property = fc.property(
    events,
    fc.shuffledSubarray(NAMES, { minLength: 1 }),
    breakers,
    fc.integer({ min: 1, max: 20 }),
    (made, doers, between, hours) => {
      const { stored, loose } = lanesOf(made)
      const steps = (lanes: Lane[][]): Steps => ({
        node: {
          ...{ kind: 'sequence', hours, window: { kind: 'ever' } },
          steps: doers.map(() => ({ do: act, without: [] })),
        },
        breakers: doers.map((_, i) => (hours % 2 === 0 ? [] : between[i]!.filter(one => one !== doers[i]))),
        ...{ lanes, doers, span: EVER, owners: OWNERS, persons: PERSONS },
      })
      const all = [...take(steps(stored))]
      expect(all).toEqual([...take(steps(loose))])
      const ofSome = (lanes: Lane[][]) => [...take({ ...steps(lanes), among: SOME })]
      expect(ofSome(stored).filter(isAsked)).toEqual(all.filter(isAsked))
      expect(ofSome(loose).filter(isAsked)).toEqual(all.filter(isAsked))
    },
  )
  fc.assert(property, { numRuns: 1_500 })
})

test('[M1] what follows something is found alike slice by slice and as a whole', () => {
  const follow = followers(db)
  const property = fc.property(events, fc.integer({ min: 1, max: 20 }), (all, hours) => {
    const { stored, loose } = lanesOf(all)
    const keys = ([found, others]: Lane[][], few = {}, counts = (_: number) => true) =>
      follow({
        ...{ found: found!, others: others!, within: hours * HOUR_MS, until: 25 * HOUR_MS },
        ...{ owners: OWNERS, persons: PERSONS, areEvents: true, ...few },
      })
        .flatMap(lane =>
          Array.from({ length: lane.count }, (_, i) => ({ key: keyOf(lane, i), who: lane.ident[i]! })),
        )
        .filter(({ who }) => counts(who))
        .map(({ key }) => key)
        .sort((a, b) => a - b)
    expect(keys(stored)).toEqual(keys(loose))
    const some = keys(stored, {}, isSome)
    expect(keys(stored, { among: SOME }, isSome)).toEqual(some)
    expect(keys(loose, { among: SOME }, isSome)).toEqual(some)
  })
  fc.assert(property, { numRuns: 1_500 })
})
