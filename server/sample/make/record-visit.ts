import type { Browser, BrowserContext } from 'playwright-core'
import { userIdOf } from '../../demo/api.ts'
import type { RecordedVisit } from '../visit-file.ts'
import { installClock } from './clock.js'
import type { Collector } from './collector.ts'
import { errands } from './errands/all.ts'
import { host, origin } from './host.ts'
import type { Person } from './people.ts'
import type { Itinerary, Visit } from './plan.ts'
import { planEnd } from './plan.ts'
import { seeded } from './random.ts'
import { releaseHeader, userPrefix, writeKey } from './shop-server.ts'
import { stableIds } from './stable-ids.ts'
import { Visitor } from './visitor.ts'

// ms that a page change takes, and that every request of the shop takes at least
const navigationMs = 420
const latencyMs = 130

type Storage = Awaited<ReturnType<BrowserContext['storageState']>>

// All visits of one person, one after the other: the browser's storage goes from each to the next.
export async function recordPerson(
  browser: Browser,
  collector: Collector,
  { person, visits }: Itinerary,
): Promise<RecordedVisit[]> {
  let storage = firstStorage(person)
  const recorded: RecordedVisit[] = []
  for (const visit of visits) {
    try {
      storage = await recordVisit(browser, person, visit, storage)
    } catch (error) {
      // A browser under load may hang once; what the first try sent is not part of the sample.
      console.warn(`${visit.id} (${visit.errand}) is tried again:`, error)
      collector.forget(visit.id)
      storage = await recordVisit(browser, person, visit, storage)
    }
    recorded.push(
      stableIds({
        session: visit.id,
        startedAt: visit.startsAt,
        anonymousId: person.anonymousId,
        batches: collector.batchesOf(visit.id).map(({ head, events }) => {
          const { tab, seq, userId, lost } = head
          return { tab, seq, ...(userId !== undefined && { userId }), lost, events }
        }),
        analytics: collector.eventsOf(visit.id),
      }),
    )
  }
  return recorded
}

async function recordVisit(
  browser: Browser,
  person: Person,
  visit: Visit,
  storageState: Storage,
): Promise<Storage> {
  const { device, place } = person
  const context = await browser.newContext({
    storageState,
    userAgent: device.userAgent,
    viewport: { width: device.width, height: device.height },
    deviceScaleFactor: device.pixelRatio,
    hasTouch: device.kind !== 'desktop',
    isMobile: device.kind !== 'desktop',
    locale: place.locale,
    timezoneId: place.timezone,
    extraHTTPHeaders: { [releaseHeader]: visit.release },
  })
  try {
    context.setDefaultTimeout(60_000)
    const cookie = { domain: `.${host}`, path: '/' }
    await context.addCookies([
      { ...cookie, name: 'segreel_session', value: `${visit.id}.${visit.startsAt}.${visit.startsAt}` },
      { ...cookie, name: 'ajs_anonymous_id', value: person.anonymousId },
    ])
    await context.addInitScript(installClock, { startsAt: visit.startsAt, navigationMs, latencyMs })
    const page = await context.newPage()
    const visitor = new Visitor(context, page, origin, person, seeded(visit.seed))
    await visitor.open(visit.campaign === '' ? '/demo' : `/demo?${visit.campaign}`, visit.referrer)
    await errands[visit.errand](visitor)
    await visitor.leave(`segreel-${writeKey}`)
    return await context.storageState()
  } finally {
    await context.close()
  }
}

// A customer of long standing is signed in from the first visit on.
function firstStorage(person: Person): Storage {
  if (person.customerForDays === 0) return { cookies: [], origins: [] }
  const { name, email, company, plan, employees, place, customerForDays } = person
  const account = {
    userId: userIdOf(email, userPrefix),
    groupId: `company-${company.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    name,
    email,
    company,
    country: place.country,
    plan,
    employees,
    createdAt: new Date(planEnd - customerForDays * 24 * 3_600_000).toISOString(),
    done: ['team', 'store', 'order'],
    standingOrders: 2,
  }
  const localStorage = [{ name: 'larkspur.account', value: JSON.stringify(account) }]
  return { cookies: [], origins: [{ origin, localStorage }] }
}
