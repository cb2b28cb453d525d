import { expect, it } from 'vitest'
import { relate } from '../../server/read/segments/relate.ts'
import { alike, jaccard, tooSmall } from '../../server/statistics/overlap.ts'

const ids = (from: number, to: number) => new Set(Array.from({ length: to - from }, (_, i) => `p${from + i}`))

it('[M52] the index of Jaccard is that of those in either', () => {
  expect(jaccard(10, 10, 10)).toBe(1)
  expect(jaccard(10, 20, 10)).toBe(0.5)
  expect(jaccard(0, 0, 0)).toBeNull()
})

it('[M52] nearly the same people might be one segment; others only when they are known to act alike', () => {
  const a = { id: 'a', name: 'A', persons: ids(0, 100), who: null }
  const b = { id: 'b', name: 'B', persons: ids(10, 105), who: null }
  const c = { id: 'c', name: 'C', persons: ids(90, 190), who: null }
  const [ab, ac] = relate([a, b, c])
  expect(ab).toMatchObject({ both: 90, merge: expect.stringContaining('nearly the same people: 86%') })
  expect(ac).toMatchObject({ both: 10, merge: null })
  // One half of either counts: of many people that is known, of few it is not.
  const even = new Set([...ids(0, 4000)].filter(id => Number(id.slice(1)) % 2 === 0))
  const large = relate([
    { id: 'a', name: 'A', persons: ids(0, 1500), who: even },
    { id: 'b', name: 'B', persons: ids(2000, 3500), who: null },
  ])
  expect(large[0]?.merge).toContain('act alike: 50% and 50%')
  const few = relate([
    { id: 'a', name: 'A', persons: ids(0, 40), who: even },
    { id: 'b', name: 'B', persons: ids(50, 90), who: null },
  ])
  expect(few[0]?.merge).toBeNull()
  expect(alike([500, 1000], [600, 1000])).toBe(false)
})

it('[M51] a segment too small for its metric says why', () => {
  expect(tooSmall(0, 1000, 0.5)).toContain('Nobody is in it')
  expect(tooSmall(1, 1000, 0.5)).toContain('Only 1 person')
  expect(tooSmall(60, 4000, 0.5)).toMatch(
    /With 60 people, only a difference of 1[78] points or more would show/,
  )
  expect(tooSmall(2000, 4000, 0.5)).toBeNull()
  expect(tooSmall(500, 3, 0.5)).toContain('hardly anyone to compare with')
})
