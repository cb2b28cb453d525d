import { beforeAll, describe, expect, it, vi } from 'vitest'

let place: typeof import('../../viewer/location.ts')
let dates: typeof import('../../viewer/frame/dates.ts')

beforeAll(async () => {
  vi.stubGlobal('location', { href: 'http://viewer.example/sessions?segment=s1&range=7d&t=5' })
  vi.stubGlobal('history', { pushState: () => {}, replaceState: () => {} })
  place = await import('../../viewer/location.ts')
  dates = await import('../../viewer/frame/dates.ts')
})

describe('[V2] every view is an address', () => {
  it('reads the screen out of the path', () => {
    expect(place.viewOf('/')).toEqual({ screen: 'sessions' })
    expect(place.viewOf('/sessions/a%20b')).toEqual({ screen: 'session', id: 'a b' })
    expect(place.viewOf('/segments/new')).toEqual({ screen: 'segment', id: null })
    expect(place.viewOf('/segments/s1')).toEqual({ screen: 'segment', id: 's1' })
    expect(place.viewOf('/frustration')).toEqual({ screen: 'frustration' })
    expect(place.viewOf('/frustration/thresholds')).toEqual({ screen: 'thresholds' })
    expect(place.viewOf('/behaviour')).toEqual({ screen: 'behaviour', tab: 'heatmaps' })
    expect(place.viewOf('/behaviour/funnels')).toEqual({ screen: 'behaviour', tab: 'funnels' })
    expect(place.viewOf('/behaviour/nothing')).toEqual({ screen: 'unknown', path: '/behaviour/nothing' })
    expect(place.viewOf('/b/token')).toEqual({ screen: 'shared-board', token: 'token' })
    expect(place.viewOf('/nowhere')).toEqual({ screen: 'unknown', path: '/nowhere' })
    expect(place.viewOf('/sessions/a/b')).toEqual({ screen: 'unknown', path: '/sessions/a/b' })
  })

  it('shows a broken address as unknown instead of failing', () => {
    expect(place.viewOf('/sessions/%E0%A4%A')).toEqual({ screen: 'unknown', path: '/sessions/%E0%A4%A' })
  })

  it('carries what the bar chose, and nothing of the screen left', () => {
    expect(place.to('/segments')).toBe('/segments?segment=s1&range=7d')
    expect(place.to('/sessions', { segment: null, t: 9 })).toBe('/sessions?range=7d&t=9')
    expect(place.here({ t: null })).toBe('/sessions?segment=s1&range=7d')
  })

  it('asks for the segment and the dates of the bar', () => {
    expect(dates.barQuery(Date.UTC(2026, 10, 22))).toEqual({
      segment: 's1',
      from: '2026-11-15T00:00:00.000Z',
    })
    place.go('/sessions?definition=%7B%7D&from=2026-11-01&to=2026-11-02')
    const { definition, from, to } = dates.barQuery(0)
    expect(definition).toBe('{}')
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(2 * 86_400_000)
    place.go('/sessions?from=yesterday')
    expect(dates.barQuery(0)).toEqual({})
  })

  it('[V132] takes moments as they are, and a day of membership at its end', () => {
    const [from, to] = ['2026-11-01T14:00:00.000Z', '2026-11-02T09:30:00.000Z']
    place.go(`/sessions?segment=s1&from=${from}&to=${to}&asOf=2026-11-01`)
    const now = Date.UTC(2026, 10, 22)
    const { asOf, ...rest } = dates.barQuery(now)
    expect(rest).toEqual({ segment: 's1', from, to })
    expect(new Date(Date.parse(asOf ?? '') + 1).toISOString()).toBe(
      new Date(new Date('2026-11-02T00:00:00').getTime()).toISOString(),
    )
    place.go(`/sessions?segment=s1&asOf=${from}`)
    expect(dates.barQuery(now).asOf).toBe(from)
    // A day that is not over yet is now.
    place.go('/sessions?segment=s1&asOf=2026-11-22')
    expect(dates.barQuery(now).asOf).toBeUndefined()
    place.go('/sessions?segment=s1&asOf=session')
    expect(dates.barQuery(now).asOf).toBe('session')
  })
})
