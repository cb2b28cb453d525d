import type { Source } from '../../contract/event.ts'
import { type Environment, type TabFacts, VITALS } from '../../contract/facts.ts'
import type { SessionFields } from '../../contract/fields.ts'
import { unionLength } from './stretches.ts'

const VITAL_FIELDS = { LCP: 'lcp', INP: 'inp', CLS: 'cls', TTFB: 'ttfb' } as const

/** What can be asked of a session, from the facts of its tabs. */
export function sessionFields(tabs: readonly TabFacts[], source: Source): SessionFields {
  const fields: SessionFields = { source }
  const seen = tabs.filter(tab => tab.events > 0)
  const pages = seen.flatMap(tab => tab.pages)
  const from = Math.min(...seen.map(tab => tab.from))
  const to = Math.max(...seen.map(tab => tab.to))
  fields.duration = seen.length > 0 ? Math.max(0, to - from) : 0
  fields.activeTime = unionLength(seen.flatMap(tab => tab.stretches))
  fields.pageCount = pages.length
  fields.clickCount = sum(seen, tab => tab.clicks.length)
  for (const vital of VITALS) {
    const told = seen.flatMap(tab => tab.vitals?.[vital] ?? [])
    if (told.length > 0) fields[VITAL_FIELDS[vital]] = Math.max(...told)
  }
  fields.failureCount = sum(seen, tab => tab.failures.length)
  const events = sum(seen, tab => tab.events)
  if (events > 0) {
    fields.fidelity = Math.round((100 * sum(seen, tab => tab.fidelity.score * tab.events)) / events)
  }
  const entry = pages.reduce((first, page) => (!first || page.at < first.at ? page : first), pages[0])
  const exit = pages.reduce((last, page) => (!last || page.until >= last.until ? page : last), pages[0])
  if (entry) fields.entryPath = entry.path
  if (exit) fields.exitPath = exit.path
  Object.assign(fields, environmentFields(seen, entry?.href))
  return fields
}

function sum(tabs: readonly TabFacts[], of: (tab: TabFacts) => number): number {
  return tabs.reduce((total, tab) => total + of(tab), 0)
}

/** Of several tabs, the one that began first speaks. */
function environmentFields(tabs: readonly TabFacts[], entry: string | undefined): SessionFields {
  const inOrder = [...tabs].sort((a, b) => a.from - b.from).map(tab => tab.environment)
  const first = <K extends keyof Environment>(key: K): Environment[K] | undefined =>
    inOrder.find(environment => environment[key] !== undefined)?.[key]
  const fields: SessionFields = {}
  for (const key of ['country', 'language', 'device', 'browser', 'os', 'release'] as const) {
    const value = first(key)
    if (value) fields[key] = value
  }
  const referrer = referrerHost(first('referrer'), entry)
  if (referrer) fields.referrer = referrer
  const utm = first('utm')
  if (utm?.source) fields.utmSource = utm.source
  if (utm?.medium) fields.utmMedium = utm.medium
  if (utm?.campaign) fields.utmCampaign = utm.campaign
  const viewport = first('viewport')
  if (viewport) fields.viewportWidth = viewport.width
  return fields
}

/** Host without `www.`; the site itself is no referrer. */
function referrerHost(referrer: string | undefined, entry: string | undefined): string | undefined {
  const host = hostOf(referrer)
  return host === hostOf(entry) ? undefined : host
}

function hostOf(href: string | undefined): string | undefined {
  if (!href || !URL.canParse(href)) return undefined
  return new URL(href).hostname.replace(/^www\./, '') || undefined
}
