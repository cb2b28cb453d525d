import type { ErrandName } from './habits.ts'
import { habits, releaseDay } from './habits.ts'
import { makePeople, type Person } from './people.ts'
import { type Random, seeded } from './random.ts'

export interface Visit {
  // "sample-visit-0001"; also the session's id
  id: string
  // epoch ms on the plan's own time line, which ends at `planEnd`
  startsAt: number
  errand: ErrandName
  release: string
  // where the visit comes from: a referring page, and utm parameters of the landing address
  referrer: string
  campaign: string
  seed: number
}

export interface Itinerary {
  person: Person
  // in time order
  visits: Visit[]
}

// of the sample that ships
export const seed = 20_261_030
export const planEnd = Date.UTC(2026, 9, 30, 18)
const day = 24 * 3_600_000
// a person's visits are further apart than the idle time that ends a session
const leastGap = 2 * 3_600_000

export function makePlan(from: number): Itinerary[] {
  let count = 0
  return makePeople(from).map((person, index) => {
    const random = seeded(from * 7919 + index)
    const days = habits[person.habit].calendar(random).filter(({ daysBefore }) => daysBefore > 0.05)
    days.sort((a, b) => b.daysBefore - a.daysBefore)
    let earliest = 0
    const visits = days.map(({ daysBefore, errand }) => {
      count += 1
      const startsAt = Math.max(earliest, atWakingHours(planEnd - daysBefore * day, person, random))
      earliest = startsAt + leastGap
      return {
        id: `sample-visit-${String(count).padStart(4, '0')}`,
        startsAt,
        errand,
        release: startsAt < planEnd - releaseDay * day ? '2.4.0' : '2.5.0',
        ...origin(random),
        seed: from * 104_729 + count,
      }
    })
    return { person, visits: visits.filter(({ startsAt }) => startsAt < planEnd) }
  })
}

// Moved to between 8 and 22 o'clock of the person's day.
function atWakingHours(time: number, person: Person, random: Random): number {
  const hour = (new Date(time).getUTCHours() + person.place.offset + 24) % 24
  const asleep = hour < 8 ? 8 - hour : hour >= 22 ? 32 - hour : 0
  return Math.round(time + (asleep === 0 ? 0 : asleep + random.next() * 4) * 3_600_000)
}

function origin(random: Random): { referrer: string; campaign: string } {
  const direct = { referrer: '', campaign: '' }
  return random.pick([
    direct,
    direct,
    { referrer: 'https://www.google.com/', campaign: '' },
    { referrer: 'https://www.google.com/', campaign: 'utm_source=google&utm_medium=cpc&utm_campaign=autumn' },
    {
      referrer: 'https://news.example/',
      campaign: 'utm_source=newsletter&utm_medium=email&utm_campaign=october',
    },
    { referrer: 'https://www.instagram.com/', campaign: 'utm_source=instagram&utm_medium=social' },
  ])
}
