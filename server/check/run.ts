import type { AnalyticsEvent } from '../../contract/api.ts'
import { checkFunnel, checkStability, WEEKS } from './analysis.ts'
import { checkCollection } from './collection.ts'
import { type Driven, drive } from './drive.ts'
import { type Check, check } from './finding.ts'
import type { Journey } from './journey.ts'
import type { AskedServer } from './server.ts'

/** How long events may take to arrive after the last step, ms. */
const ARRIVAL_MS = 15_000
const LOOK_MS = 500

export async function runJourney(journey: Journey, server: AskedServer): Promise<Check[]> {
  const began = Date.now()
  const driven = journey.session === undefined ? await drive(journey) : null
  const events = driven
    ? await arrived(journey, server, driven, began)
    : await server.events({ session: journey.session ?? '' })
  const moments = driven?.moments ?? []
  const checks = checkCollection(journey.events, events, moments, driven ? driven.wire : null)
  return [...checks, ...(await checkAnalysis(journey, server, events))]
}

/** The visitor's events, once as many came as are expected, or when they had time enough. */
async function arrived(
  journey: Journey,
  server: AskedServer,
  driven: Driven,
  began: number,
): Promise<AnalyticsEvent[]> {
  const wanted = journey.events.reduce((sum, { times }) => sum + times, 0)
  for (let waited = 0; ; waited += LOOK_MS) {
    const found = new Map<string, AnalyticsEvent>()
    for (const anonymous of driven.anonymousIds) {
      for (const event of await server.events({ anonymous, since: String(began - 60_000) }))
        found.set(event.messageId, event)
    }
    const named = [...found.values()].filter(one => journey.events.some(({ event }) => event === one.event))
    const all = driven.wire.every(id => found.has(id)) && named.length >= wanted
    if (all || waited >= ARRIVAL_MS) return [...found.values()]
    await new Promise(done => setTimeout(done, LOOK_MS))
  }
}

async function checkAnalysis(
  journey: Journey,
  server: AskedServer,
  events: AnalyticsEvent[],
): Promise<Check[]> {
  const checks: Check[] = []
  for (const { event, properties, times } of journey.events) {
    if (times === 0) continue
    const names = await server.suggestions({ of: 'event', prefix: event })
    const known = names.includes(event)
    checks.push(
      check('analysis', `${event}: can be asked for`, known ? null : 'Segments cannot choose it by name.'),
    )
    const found = known ? await server.suggestions({ of: 'property', event }) : []
    for (const name of Object.keys(properties).filter(one => !one.endsWith('?'))) {
      checks.push(
        check(
          'analysis',
          `${event}: property ${name} can be asked for`,
          found.includes(name) ? null : 'Segments cannot choose it by name.',
        ),
      )
    }
  }
  const { funnel, segments, stable } = journey.analysis
  if (funnel) checks.push(...checkFunnel(funnel, events))
  const person = events.find(event => event.personId !== '')?.personId
  for (const segment of segments) checks.push(await membership(server, segment, person))
  const now = Date.now()
  for (const event of stable) {
    const since = String(now - (WEEKS * 7 + 1) * 86_400_000)
    const all = await server.events({ event, since })
    checks.push(
      checkStability(
        event,
        all.map(one => Date.parse(one.timestamp)),
        now,
      ),
    )
  }
  return checks
}

async function membership(server: AskedServer, segment: string, person: string | undefined): Promise<Check> {
  const title = `in the segment "${segment}"`
  if (person === undefined) return check('analysis', title, 'Nothing of the visitor arrived.')
  const member = await server.isMember(segment, person)
  if (member === null) return check('analysis', title, 'There is no such segment.')
  return check('analysis', title, member ? null : 'The visitor is not in it after the journey.')
}
