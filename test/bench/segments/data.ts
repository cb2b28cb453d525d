/** The generated project: who its people are, and what each session holds. One seed, one project. */
import type { NewEvent } from '../../../contract/event.ts'
import { randomFrom } from './random.ts'

export interface Scale {
  persons: number
  sessions: number
  events: number
}
export const FULL: Scale = { persons: 200_000, sessions: 1_000_000, events: 20_000_000 }

/** A tenth is made person by person, and then copied so often (multiply.ts). */
export const COPIES = 10
/** Each copy is so much later. */
export const SHIFT_MS = 61_003

export const PROJECT = 'bench'
const DAY_MS = 86_400_000
export const BEGIN = Date.UTC(2026, 7, 3)
export const DAYS = 91
/** The time every question is asked for. */
export const NOW = BEGIN + DAYS * DAY_MS

export const NAMES = [
  ...['Report Opened', 'Filter Changed', 'Export Clicked', 'Search Used', 'Item Created', 'Item Edited'],
  ...['Invite Sent', 'Comment Added', 'File Uploaded', 'Settings Changed', 'Plan Viewed', 'Help Opened'],
  ...Array.from({ length: 28 }, (_, i) => `Feature ${i + 1} Used`),
]
export const PAGES = Array.from({ length: 40 }, (_, i) => (i === 0 ? '/dashboard' : `/area/${i}`))
const COUNTRIES = ['US', 'DE', 'GB', 'FR', 'IN', 'BR', 'CA', 'AT', 'ES', 'IT', 'NL', 'SE', 'PL', 'JP', 'AU']
const BROWSERS = ['Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung Internet']
const SYSTEMS = ['Windows', 'macOS', 'iOS', 'Android', 'Linux']
export const WIDTHS = [1440, 390, 1920, 768, 1280]

export interface Person {
  /** From 1. */
  key: number
  /** Missing: only known by the browser. */
  user: string | null
  anonymous: string
  plan: string
  company: string
  seats: number
  country: string
}
export interface Click {
  ms: number
  x: number
  y: number
  element: number
}
export interface View {
  at: number
  page: number
  width: number
  clicks: Click[]
}
export interface Session {
  /** From 1. */
  key: number
  id: string
  tab: string
  person: number
  started: number
  ended: number
  country: string
  browser: string
  os: string
  views: View[]
  events: NewEvent[]
  /** Before the person said who it is: the events carry the anonymous id alone. */
  early: boolean
}

export function people({ persons }: Scale): Person[] {
  const random = randomFrom(1)
  const country = random.ranked(COUNTRIES.length)
  return Array.from({ length: persons }, (_, i): Person => {
    const luck = random.next()
    return {
      key: i + 1,
      user: random.next() < 0.5 ? `user-${i + 1}` : null,
      anonymous: random.hex(32),
      plan: luck < 0.72 ? 'free' : luck < 0.96 ? 'pro' : 'enterprise',
      company: `company-${random.below(Math.ceil(persons / 100))}`,
      seats: 1 + Math.floor(random.exponential(12)),
      country: COUNTRIES[country()]!,
    }
  })
}

export function* sessions(scale: Scale, persons: Person[]): Generator<Session> {
  const random = randomFrom(2)
  const rank = {
    name: random.ranked(NAMES.length),
    page: random.ranked(PAGES.length),
    browser: random.ranked(5),
  }
  const mean = scale.events / scale.sessions
  const step = (DAYS * DAY_MS) / scale.sessions
  let left = scale.events
  for (let i = 0; i < scale.sessions; i++) {
    // Every person comes once; the other visits are those of few.
    const every = Math.ceil(scale.sessions / scale.persons)
    const place = i % every === 0 ? Math.floor(i / every) : Math.floor(scale.persons * random.next() ** 2)
    const person = persons[Math.min(place, scale.persons - 1)]!
    const started = Math.floor(BEGIN + (i + random.next()) * step)
    const id = random.hex(32)
    const tab = random.hex(32)
    const known = person.user !== null && random.next() < 0.8
    const browser = rank.browser()
    const width = WIDTHS[browser]!
    const os = SYSTEMS[browser]!
    const count =
      i === scale.sessions - 1 ? left : Math.min(left, 1 + Math.floor(random.exponential(mean - 0.5)))
    left -= count
    const events: NewEvent[] = []
    const views: View[] = []
    let at = started
    for (let n = 0; n < count; n++) {
      at = Math.min(at + 1 + Math.floor(random.exponential(20_000)), NOW)
      const onPage = n === 0 || random.next() < 0.12
      const page = rank.page()
      const two = random.next() < 0.5
      const name = onPage ? undefined : NAMES[rank.name()]!
      if (onPage && views.length < 4) {
        const clicks: Click[] = []
        for (let c = random.below(4); c > 0; c--) {
          const element = random.below(30)
          clicks.push({
            ms: (clicks.at(-1)?.ms ?? 0) + 1 + Math.floor(random.exponential(3_000)),
            x: Math.floor((width * (element % 5)) / 5) + random.below(60),
            y: 100 + Math.floor(element / 5) * 300 + random.below(40),
            element: page * 30 + element + 1,
          })
        }
        views.push({ at, page, width, clicks })
      }
      events.push({
        messageId: random.uuid(),
        type: onPage ? 'page' : 'track',
        ...(onPage ? { name: PAGES[page]! } : { event: name! }),
        ...(known ? { userId: person.user! } : {}),
        anonymousId: person.anonymous,
        properties: onPage
          ? { path: PAGES[page]! }
          : two
            ? { list: `list-${random.below(50)}`, count: random.below(20) }
            : {},
        traits: {},
        context: {
          page: {
            path: PAGES[page]!,
            title: `Page ${page}`,
            url: `https://app.example${PAGES[page]!}`,
            search: '',
            referrer: '',
          },
          library: { name: 'segreel', version: '1.0.0' },
          locale: person.country === 'DE' ? 'de-DE' : 'en-US',
          timezone: 'Europe/Berlin',
          userAgent: `Mozilla/5.0 (${os}) AppleWebKit/537.36 (KHTML, like Gecko) ${BROWSERS[browser]}/${120 + (i % 12)}.0`,
          segreel: { sessionId: id, tabId: tab },
        },
        at,
        originalTimestamp: new Date(at + 120).toISOString(),
        sentAt: new Date(at + 1_900).toISOString(),
        receivedAt: at + 1_780 + random.below(200),
        source: 'segment',
        sessionId: id,
        tabId: tab,
      })
    }
    yield {
      ...{ key: i + 1, id, tab, person: person.key, started, ended: at, views, events, early: !known },
      country: person.country,
      browser: BROWSERS[browser]!,
      os,
    }
  }
}
