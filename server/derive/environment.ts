import Bowser from 'bowser'
import zones from 'countries-and-timezones'
import type { Environment, Size } from '../../contract/facts.ts'
import { type Bag, text } from './read.ts'

const UTM = ['source', 'medium', 'campaign', 'term', 'content'] as const

/** What the recorder's context signal tells about the visitor's browser. */
export function environmentOf(context: Bag): Environment {
  const found: Environment = {}
  const userAgent = text(context.userAgent)
  if (userAgent) Object.assign(found, browserOf(userAgent, context.touch === true))
  const timezone = text(context.timezone)
  if (timezone) {
    found.timezone = timezone
    const countries = zones.getTimezone(timezone)?.countries ?? []
    if (countries[0]) found.country = countries[0]
  }
  for (const name of ['language', 'referrer', 'release'] as const) {
    const value = text(context[name])
    if (value) found[name] = value.slice(0, 500)
  }
  return found
}

/** utm_* of the first address. */
export function utmOf(href: string): Environment['utm'] {
  if (!URL.canParse(href)) return undefined
  const query = new URL(href).searchParams
  const utm: NonNullable<Environment['utm']> = {}
  for (const name of UTM) {
    const value = query.get(`utm_${name}`)
    if (value) utm[name] = value.slice(0, 200)
  }
  return Object.keys(utm).length > 0 ? utm : undefined
}

/** Many visits come with few user agents, and taking one apart tries some hundred expressions; full, it starts over. */
const KEPT = 1_000
const parsedAgents = new Map<string, Bowser.Parser.ParsedResult>()

function parse(userAgent: string): Bowser.Parser.ParsedResult {
  const known = parsedAgents.get(userAgent)
  if (known) return known
  const parsed = Bowser.parse(userAgent)
  if (parsedAgents.size >= KEPT) parsedAgents.clear()
  parsedAgents.set(userAgent, parsed)
  return parsed
}

function browserOf(userAgent: string, touch: boolean): Environment {
  const parsed = parse(userAgent)
  const found: Environment = {}
  if (parsed.browser.name) found.browser = parsed.browser.name
  if (parsed.browser.version) found.browserVersion = parsed.browser.version
  if (parsed.os.name) found.os = parsed.os.name
  // An iPad says it is a Mac; only its touch screen gives it away.
  if (touch && parsed.os.name === 'macOS') return { ...found, os: 'iOS', device: 'tablet' }
  const device = parsed.platform.type
  if (device === 'desktop' || device === 'tablet') found.device = device
  if (device === 'mobile') found.device = 'phone'
  return found
}

/** Without a user agent, a narrow viewport that was touched is a phone. */
export function deviceBySize(viewport: Size | undefined, touched: boolean): Environment['device'] {
  if (!viewport || viewport.width === 0) return undefined
  if (!touched) return viewport.width > 1024 ? 'desktop' : undefined
  return Math.min(viewport.width, viewport.height) < 600 ? 'phone' : 'tablet'
}
