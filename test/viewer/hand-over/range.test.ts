import { describe, expect, it } from 'vitest'
import { rangeAround, withEnd } from '../../../viewer/hand-over/range.ts'

describe('[H9] a range is whole ms, begins before it ends, and lies in the session', () => {
  it('around the moment, mostly before it', () => {
    expect(rangeAround(90_000.4, 200_000)).toEqual({ from: 30_000, to: 95_001 })
    expect(rangeAround(0, 200_000)).toEqual({ from: 0, to: 5_000 })
    expect(rangeAround(300, 400)).toEqual({ from: 0, to: 400 })
    expect(rangeAround(0, 0.5)).toEqual({ from: 0, to: 1 })
  })

  it('whichever end is moved, also past the other or out of the session', () => {
    const range = { from: 10_000, to: 20_000 }
    expect(withEnd(range, 'from', 15_000, 60_000)).toEqual({ from: 15_000, to: 20_000 })
    expect(withEnd(range, 'from', 25_000, 60_000)).toEqual({ from: 25_000, to: 26_000 })
    expect(withEnd(range, 'to', 5_000, 60_000)).toEqual({ from: 4_000, to: 5_000 })
    expect(withEnd(range, 'to', 90_000, 60_000)).toEqual({ from: 10_000, to: 60_000 })
    expect(withEnd(range, 'from', -5, 60_000)).toEqual({ from: 0, to: 20_000 })
  })
})
