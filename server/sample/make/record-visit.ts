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

// All visits of one person, one after the other, in one browser profile.
export async function recordPerson(
  browser: Browser,
  collector: Collector,
  { person, visits }: Itinerary,
): Promise<RecordedVisit[]> {
  // what an earlier try sent is not part of the sample
  for (const visit of visits) collector.forget(visit.id)
  const { device, place } = person
  const context = await browser.newContext({
    storageState: firstStorage(person),
    userAgent: device.userAgent,
    viewport: { width: device.width, height: device.height },
    hasTouch: device.kind !== 'desktop',
    isMobile: device.kind !== 'desktop',
    locale: place.locale,
    timezoneId: place.timezone,
  })
  context.setDefaultTimeout(60_000)
  // The pixel ratio is told, not drawn: four or nine times the pixels would only cost time.
  await context.addInitScript(installClock, { navigationMs, latencyMs, pixelRatio: device.pixelRatio })
  const recorded: RecordedVisit[] = []
  for (const visit of visits) {
    await recordVisit(context, person, visit)
    recorded.push(collect(collector, person, visit))
  }
  await context.close()
  return recorded
}

async function recordVisit(context: BrowserContext, person: Person, visit: Visit): Promise<void> {
  await context.setExtraHTTPHeaders({ [releaseHeader]: visit.release })
  const cookie = { domain: `.${host}`, path: '/' }
  await context.addCookies([
    { ...cookie, name: 'visit_start', value: String(visit.startsAt) },
    { ...cookie, name: 'segreel_session', value: `${visit.id}.${visit.startsAt}.${visit.startsAt}` },
    { ...cookie, name: 'ajs_anonymous_id', value: person.anonymousId },
  ])
  const page = await context.newPage()
  const visitor = new Visitor(context, page, origin, person, seeded(visit.seed))
  await visitor.open(visit.campaign === '' ? '/demo' : `/demo?${visit.campaign}`, visit.referrer)
  await errands[visit.errand](visitor)
  await visitor.leave(`segreel-${writeKey}`)
  for (const open of context.pages()) await open.close()
}

function collect(collector: Collector, person: Person, visit: Visit): RecordedVisit {
  const batches = collector.batchesOf(visit.id).map(({ head, events }) => {
    const { tab, seq, userId, lost } = head
    return { tab, seq, ...(userId !== undefined && { userId }), lost, events }
  })
  return stableIds({
    session: visit.id,
    startedAt: visit.startsAt,
    anonymousId: person.anonymousId,
    batches,
    analytics: collector.eventsOf(visit.id),
  })
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
