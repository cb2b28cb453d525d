import { resolve } from 'node:path'
import { Failure } from './failure.ts'

export interface Config {
  port: number
  host: string
  /** Data folder, absolute. */
  data: string
  /** Absent: made on first start and kept in the data folder. */
  adminToken?: string
  /** Write key of the first project; absent: made on first start. */
  writeKey?: string
  /** Whether destinations may be at private and loopback addresses. */
  allowPrivateDestinations: boolean
  /** Events a second one user or device may send to Amplitude's addresses, on average; 0: any number. */
  amplitudeEventsPerSecond: number
}

const KNOWN = new Set([
  'SEGREEL_PORT',
  'SEGREEL_HOST',
  'SEGREEL_DATA',
  'SEGREEL_ADMIN_TOKEN',
  'SEGREEL_WRITE_KEY',
  'SEGREEL_ALLOW_PRIVATE_DESTINATIONS',
  'SEGREEL_AMPLITUDE_EVENTS_PER_SECOND',
])

/** Reads the environment; a variable that cannot be meant is a `Failure` that names it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const unknown = Object.keys(env).find(name => name.startsWith('SEGREEL_') && !KNOWN.has(name))
  if (unknown) throw bad(`${unknown} is not a setting; there are ${[...KNOWN].join(', ')}.`)

  const port = Number(env.SEGREEL_PORT || 4600)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw bad(`SEGREEL_PORT is "${env.SEGREEL_PORT}"; give a port from 0 to 65535.`)
  }
  const adminToken = env.SEGREEL_ADMIN_TOKEN
  if (adminToken !== undefined && adminToken.length < 8) {
    throw bad('SEGREEL_ADMIN_TOKEN is shorter than 8 characters; give a longer one, or leave it out.')
  }
  const writeKey = env.SEGREEL_WRITE_KEY
  if (writeKey !== undefined && !/^[\w-]{4,64}$/.test(writeKey)) {
    throw bad('SEGREEL_WRITE_KEY has 4 to 64 letters, digits, "-" or "_"; or leave it out.')
  }
  const allow = env.SEGREEL_ALLOW_PRIVATE_DESTINATIONS || '0'
  if (allow !== '0' && allow !== '1') throw bad('SEGREEL_ALLOW_PRIVATE_DESTINATIONS is 1 or 0.')
  const perSecond = Number(env.SEGREEL_AMPLITUDE_EVENTS_PER_SECOND || 100)
  if (!Number.isFinite(perSecond) || perSecond < 0) {
    throw bad('SEGREEL_AMPLITUDE_EVENTS_PER_SECOND is a number of events, or 0 for no limit.')
  }
  return {
    port,
    host: env.SEGREEL_HOST || '127.0.0.1',
    data: resolve(env.SEGREEL_DATA || 'data'),
    allowPrivateDestinations: allow === '1',
    amplitudeEventsPerSecond: perSecond,
    ...(adminToken === undefined ? {} : { adminToken }),
    ...(writeKey === undefined ? {} : { writeKey }),
  }
}

function bad(message: string): Failure {
  return new Failure('bad-configuration', message)
}

/** The address people open; `port` is the one listened on, which differs when 0 was configured. */
export function originOf({ host }: Config, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
