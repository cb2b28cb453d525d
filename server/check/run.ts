import type { AnalyticsEvent } from '../../contract/api.ts'
import { checkAnalysis } from './ask.ts'
import { checkCollection } from './collection.ts'
import { type Driven, drive } from './drive.ts'
import { type Check, check } from './finding.ts'
import type { Journey } from './journey.ts'
import type { AskedServer } from './server.ts'

/** How long events may take to arrive after the last step, ms. */
const ARRIVAL_MS = 15_000
/** Who got stuck sends no more; what is on its way may still come, ms. */
const STUCK_MS = 2_000
const LOOK_MS = 500

export async function runJourney(journey: Journey, server: AskedServer): Promise<Check[]> {
  const began = Date.now()
  const driven = journey.session === undefined ? await drive(journey) : null
  const events = driven
    ? await arrived(journey, server, driven, began)
    : await server.events({ session: journey.session ?? '' })
  const walked = driven ? [check('collection', 'every step can be taken', driven.stuck)] : []
  const checks = checkCollection(journey.events, events, driven?.moments ?? [], driven ? driven.wire : null)
  return [...walked, ...checks, ...(await checkAnalysis(journey, server, events))]
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
    const patience = driven.stuck === null ? ARRIVAL_MS : STUCK_MS
    if (all || waited >= patience) return [...found.values()]
    await new Promise(done => setTimeout(done, LOOK_MS))
  }
}
