/** The collection layer: was what happened said, once, at the right moment, in the right words, and did it arrive. */
import { Ajv, type ErrorObject } from 'ajv'
import type { AnalyticsEvent } from '../../contract/api.ts'
import type { JsonObject } from '../../contract/event.ts'
import { nearMiss } from '../plan/near-miss.ts'
import { type Check, check } from './finding.ts'
import type { Expected } from './journey.ts'

/** When a step began and ended, epoch ms on this machine's clock. */
export interface Moment {
  step: string
  from: number
  to: number
}

/** `wire`: ids of the messages the page was seen to send; null when nobody watched. */
export function checkCollection(
  expected: readonly Expected[],
  events: readonly AnalyticsEvent[],
  moments: readonly Moment[],
  wire: readonly string[] | null,
): Check[] {
  const names = [...new Set(events.flatMap(one => (one.event === undefined ? [] : [one.event])))]
  const checks = expected.flatMap(one => {
    const found = events.filter(event => event.event === one.event)
    return [
      check(
        'collection',
        `${one.event}: ${one.times === 1 ? 'once' : `${one.times} times`}`,
        count(one, found.length, names),
      ),
      ...found.flatMap(event => details(one, event, moments)),
    ]
  })
  if (wire === null) return checks
  const stored = new Set(events.map(event => event.messageId))
  const lost = [...new Set(wire)].filter(id => !stored.has(id))
  const problem =
    lost.length > 0
      ? `${lost.length} of ${wire.length} messages were sent and are not stored: ${lost.slice(0, 3).join(', ')}.`
      : null
  return [
    ...checks,
    check('collection', 'delivered: all that was sent is stored', problem, `${wire.length} messages`),
  ]
}

function count({ event, times }: Expected, found: number, names: readonly string[]): string | null {
  if (found === times) return null
  if (found > times) return `It came ${found} times: something fires it twice.`
  const near = nearMiss(
    event,
    names.filter(name => name !== event),
  )
  if (near !== undefined) return `It came ${found} times; "${near}" came instead. Names match exactly.`
  return `It came ${found} times. What came: ${names.join(', ') || 'nothing'}.`
}

function details(expected: Expected, event: AnalyticsEvent, moments: readonly Moment[]): Check[] {
  const checks: Check[] = []
  const { step, identified } = expected
  if (step !== undefined && moments.length > 0) checks.push(moment(step, event, moments))
  if (identified !== undefined) {
    const is = event.userId !== null
    const problem =
      is === identified
        ? null
        : is
          ? `It carries the user id "${event.userId}" too early.`
          : 'It carries no user id: identify before it.'
    checks.push(check('collection', `${event.event}: ${identified ? 'identified' : 'anonymous'}`, problem))
  }
  for (const [name, schema] of Object.entries(expected.properties)) checks.push(property(name, schema, event))
  return checks
}

function moment(step: string, event: AnalyticsEvent, moments: readonly Moment[]): Check {
  const at = Date.parse(event.originalTimestamp ?? event.timestamp)
  const wanted = moments.find(one => one.step === step)
  const actual = moments.findLast(one => one.from <= at)
  const right = wanted !== undefined && at >= wanted.from && at <= wanted.to
  const problem = right ? null : `It fired during "${actual?.step ?? 'nothing yet'}".`
  return check('collection', `${event.event}: during "${step}"`, problem)
}

function property(name: string, schema: string | JsonObject, event: AnalyticsEvent): Check {
  const optional = name.endsWith('?')
  const key = optional ? name.slice(0, -1) : name
  const title = `${event.event}: property ${key}`
  if (!Object.hasOwn(event.properties, key)) {
    const near = nearMiss(key, Object.keys(event.properties))
    const instead = near === undefined ? '' : ` "${near}" is there instead.`
    return check('collection', title, optional ? null : `It is missing.${instead}`)
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
  const validate = ajv.compile(typeof schema === 'string' ? { type: schema } : schema)
  const value = event.properties[key]
  const problem = validate(value)
    ? null
    : `It is ${JSON.stringify(value)}: ${(validate.errors ?? []).map(said).join('; ')}.`
  return check('collection', title, problem, JSON.stringify(value))
}

/** Ajv's words, with the values it would take. */
function said({ instancePath, message = 'is not of its form', params }: ErrorObject): string {
  const where = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.')
  const { allowedValues } = params
  return `${where} ${message}${Array.isArray(allowedValues) ? ` (${allowedValues.join(', ')})` : ''}`
}
