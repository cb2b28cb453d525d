import { describe, expect, it } from 'vitest'
import { ago, bytes, clock, counted, countryName, duration, share } from '../../viewer/ui/words.ts'

describe('[V3] numbers and times are said as people say them', () => {
  it('says times of a replay and lengths', () => {
    expect([0, 7_000, 249_400, 3_750_000].map(clock)).toEqual(['0:00', '0:07', '4:09', '1:02:30'])
    expect([850, 7_000, 249_000, 240_000, 3_720_000].map(duration)).toEqual([
      '850 ms',
      '7 s',
      '4 min 9 s',
      '4 min',
      '1 h 2 min',
    ])
  })

  it('says how long ago', () => {
    const now = new Date(2026, 10, 22, 15, 0).getTime()
    const past = (ms: number) => ago(now - ms, now)
    expect(past(5_000)).toBe('just now')
    expect(past(12 * 60_000)).toBe('12 min ago')
    expect(past(3 * 3_600_000)).toBe('3 h ago')
    expect(ago(new Date(2026, 10, 21, 9, 5).getTime(), now)).toBe('yesterday 09:05')
    expect(ago(new Date(2026, 10, 4).getTime(), now)).toBe('4 Nov')
    expect(ago(new Date(2025, 10, 4).getTime(), now)).toBe('4 Nov 2025')
  })

  it('counts, shares and names, and survives what is no code', () => {
    expect([counted(1, 'page'), counted(1204, 'page')]).toEqual(['1 page', '1,204 pages'])
    expect([share(1, 3), share(1, 1000), share(0, 5), share(1, 0)]).toEqual(['33%', '<1%', '0%', '–'])
    expect([countryName('AT'), countryName('not a country')]).toEqual(['Austria', 'not a country'])
    expect([bytes(900), bytes(1500), bytes(25_000_000)]).toEqual(['900 B', '1.5 kB', '25.0 MB'])
  })
})
