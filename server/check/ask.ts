/** The analysis layer: what the running server answers about the events, against the events themselves. */
import type { AnalyticsEvent } from '../../contract/api.ts'
import type { Json, JsonObject } from '../../contract/event.ts'
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import { checkFunnel, checkStability, WEEKS } from './analysis.ts'
import { type Check, check } from './finding.ts'
import { checkFunnelCounts } from './funnel.ts'
import type { Cohort, Journey } from './journey.ts'
import type { AskedServer, Membership } from './server.ts'

const DAY_MS = 86_400_000

type PropertyTests = Extract<Condition, { kind: 'event' }>['where']

export async function checkAnalysis(
  journey: Journey,
  server: AskedServer,
  events: readonly AnalyticsEvent[],
): Promise<Check[]> {
  const checks: Check[] = []
  const person = events.find(event => event.personId !== '')?.personId
  for (const { event, properties, times } of journey.events) {
    if (times === 0) continue
    const found = events.filter(one => one.event === event)
    const names = Object.keys(properties).filter(name => !name.endsWith('?'))
    checks.push(...(await checkAvailable(server, event, names)))
    if (person !== undefined && found.length > 0)
      checks.push(...(await checkCounts(server, event, person, found)))
    for (const name of names) {
      const value = found[0]?.properties[name]
      if (person !== undefined && isScalar(value))
        checks.push(await checkMapping(server, event, person, name, value))
    }
  }
  const { funnel, segments, stable } = journey.analysis
  if (funnel) {
    checks.push(...checkFunnel(funnel, events))
    const times = events.map(one => Date.parse(one.timestamp))
    if (times.length > 0) checks.push(await checkFunnelCounts(server, funnel, Math.min(...times)))
  }
  for (const segment of segments) checks.push(await checkCohort(server, segment, person))
  for (const event of stable) checks.push(await stability(server, event, Date.now()))
  return checks
}

async function checkAvailable(server: AskedServer, event: string, properties: string[]): Promise<Check[]> {
  const known = (await server.suggestions({ of: 'event', prefix: event })).includes(event)
  const none = 'No event of this name ever arrived: segments cannot choose it, nor what it carries.'
  const checks = [check('analysis', `${event}: can be asked for`, known ? null : none)]
  // Of what never came its properties would fail for the same reason, each.
  for (const name of known ? properties : []) {
    const found = (await server.suggestions({ of: 'property', event, prefix: name })).includes(name)
    const gone = `No ${event} ever carried it: segments cannot choose it.`
    checks.push(check('analysis', `${event}: property ${name} can be asked for`, found ? null : gone))
  }
  return checks
}

/** Counted three ways: the events themselves, the tally of the analysis, and a segment that asks for the number. */
async function checkCounts(
  server: AskedServer,
  event: string,
  person: string,
  found: readonly AnalyticsEvent[],
): Promise<Check[]> {
  const times = found.map(one => Date.parse(one.timestamp))
  const [from, to] = [Math.min(...times), Math.max(...times) + 1]
  const since = new Date(from).toISOString()
  const everyones = (await server.events({ event, since })).filter(one => Date.parse(one.timestamp) < to)
  const tally = await server.tally(event, { from, to })
  const own = await server.events({ event, person, since })
  const said = await server.membership(person, {
    definition: asking(event, [], { op: 'exactly', n: own.length }, since),
  })
  return [
    check(
      'analysis',
      `${event}: the analysis counts every event`,
      tally.count === everyones.length
        ? null
        : `It counts ${tally.count} in this time; ${everyones.length} are stored.`,
      `${everyones.length}`,
    ),
    check('analysis', `${event}: segments count the visitor's ${own.length}`, disagreement(said)),
  ]
}

/** A segment that asks for the very value finds the visitor. */
async function checkMapping(
  server: AskedServer,
  event: string,
  person: string,
  name: string,
  value: string | number | boolean,
): Promise<Check> {
  const where: PropertyTests = [{ path: [name], is: { op: 'is', values: [value] } }]
  const said = await server.membership(person, { definition: asking(event, where, { op: 'at-least', n: 1 }) })
  const title = `${event}: segments find ${name} = ${JSON.stringify(value)}`
  return check('analysis', title, disagreement(said))
}

async function checkCohort(server: AskedServer, told: Cohort, person: string | undefined): Promise<Check> {
  const title = `in the segment "${typeof told === 'string' ? told : told.name}"`
  const asked = typeof told === 'string' ? await server.segment(told) : await server.written(told.text)
  if (typeof asked === 'string') return check('analysis', title, asked)
  if (person === undefined) return check('analysis', title, 'Nothing of the visitor arrived.')
  const said = await server.membership(person, asked)
  const missing = `The visitor is not in it after the journey: ${said.why.sentence}.`
  return check('analysis', title, said.listed || said.matches ? disagreement(said) : missing)
}

/** The engine that lists members and the definition itself must both say yes. */
function disagreement({ listed, matches, why }: Membership): string | null {
  if (listed && matches) return null
  if (listed !== matches) {
    return `The list of members ${listed ? 'has' : 'lacks'} the visitor, and by the definition it must be otherwise.`
  }
  return `The visitor is not found: ${why.sentence}.`
}

/** The last 24 hours, and the same hours in the weeks since the event is known. */
async function stability(server: AskedServer, event: string, now: number): Promise<Check> {
  const { firstSeen } = await server.tally(event, {})
  const known = firstSeen === null ? 0 : Math.floor((now - DAY_MS - firstSeen) / (7 * DAY_MS))
  const day = async (weeks: number) => {
    const to = now - weeks * 7 * DAY_MS
    return (await server.tally(event, { from: to - DAY_MS, to })).count
  }
  const weeks: number[] = []
  for (let ago = 1; ago <= Math.min(WEEKS, known); ago++) weeks.push(await day(ago))
  return checkStability(event, await day(0), weeks)
}

function asking(
  event: string,
  where: PropertyTests,
  count: { op: 'exactly' | 'at-least'; n: number },
  since?: string,
): string {
  const window = since === undefined ? { kind: 'ever' as const } : { kind: 'since' as const, at: since }
  const definition: SegmentDefinition = {
    version: 1,
    subject: 'person',
    where: { kind: 'event', event, where, count, window },
  }
  return JSON.stringify(definition)
}

function isScalar(value: Json | JsonObject | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
