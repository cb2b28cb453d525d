import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lane } from '../../../server/store/sqlite/lanes/lane.ts'
import { EVER } from '../../../server/store/sqlite/lanes/moment.ts'
import { streamed } from '../../../server/store/sqlite/lanes/streamed.ts'

interface Told {
  at: number
  name: number
}

/** Few persons, names and times, so that many share one. */
const event = fc.record({ person: fc.nat(3), name: fc.nat(2), slice: fc.nat(3), at: fc.nat(30) })

test('stretches tell all that persons did in order, but of those whose order they do not know', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.nat(40), (events, to) => {
      const lanes = [0, 1, 2].map(name =>
        [0, 1, 2, 3].map(slice =>
          laneOf(
            slice,
            events.filter(one => one.name === name && one.slice === slice),
          ),
        ),
      )
      const told: Told[][] = [[], [], [], []]
      const span = { ...EVER, to }
      // Nobody is person 0.
      const owners = Int32Array.of(0, 1, 2, 3)
      const left = streamed(
        { lanes, span, owners, persons: 4 },
        (person, { at, name, where, all }, count) => {
          for (let i = 0; i < count; i++) {
            told[person]!.push({ at: at[i]!, name: name[i]! })
            const lane = all[Math.floor(where[i]! / 2 ** 20)]!
            expect(lane.base + lane.at[where[i]! % 2 ** 20]!).toBe(at[i])
          }
        },
      )
      expect(told[0]).toEqual([])
      for (const person of [1, 2, 3]) {
        const own = events.filter(one => one.person === person && one.at <= to)
        const known = left?.[person] !== 1
        // One slice without different names at one time is always told.
        if (own.every(one => one.slice === own[0]!.slice) && !isTied(own)) expect(known).toBe(true)
        if (known) {
          expect(isTied(own)).toBe(false)
          const inOrder = own.map(({ at, name }) => ({ at, name })).sort((a, b) => a.at - b.at)
          expect(told[person]).toEqual(inOrder)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

test('of many moments before others of another name the order is told or left, never told wrong', () => {
  const early = Array.from({ length: 200 }, (_, i) => ({ person: 1, at: 2 * i }))
  const late = Array.from({ length: 200 }, (_, i) => ({ person: 1, at: 2 * i + 1 }))
  const lanes = [[laneOf(0, early)], [laneOf(0, late)]]
  const times: number[] = []
  const owners = Int32Array.of(0, 1)
  const left = streamed({ lanes, span: EVER, owners, persons: 2 }, (_, { at }, count) => {
    times.push(...at.subarray(0, count))
  })
  if (left === null) expect(times).toEqual(Array.from({ length: 400 }, (_, i) => i))
  else expect(left[1]).toBe(1)
})

function isTied(own: readonly Told[]): boolean {
  return own.some(one => own.some(other => other.at === one.at && other.name !== one.name))
}

function laneOf(slice: number, events: readonly { person: number; at: number }[]): Lane {
  const none = new Uint32Array(events.length)
  return {
    ...{ slice, count: events.length, base: 100, said: () => none, sources: () => new Uint8Array(0) },
    at: Float64Array.from(events, ({ at }) => at - 100),
    ident: Uint32Array.from(events, ({ person }) => person),
    cold: () => ({ session: none, place: new Uint16Array(events.length) }),
  }
}
