/**
 * What a session lived through besides its events and clicks: the facts of its tab, as derivation would tell them,
 * and what the rules found. Each thing has chance of its own, so that one more changes none of the others.
 */
import {
  type Click as ClickFact,
  type Environment,
  FACTS_VERSION,
  type Failure,
  type PageView,
  type TabFacts,
  WATCH_MS,
} from '../../../contract/facts.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { BEGIN, PAGES, type Person, type Session, type View } from './data.ts'
import { FAILING } from './failing.ts'
import { type Found, findings } from './findings.ts'
import { looks } from './looking.ts'
import { HEADINGS, titleOf } from './page-texts.ts'
import { type Random, randomFrom } from './random.ts'

const WEEK_MS = 7 * 86_400_000
/** Windows that are not as wide as the browser's usual one. */
const OTHER_WIDTHS = {
  phone: [360, 412, 430],
  tablet: [820, 834, 1023],
  desktop: [1366, 1512, 1536, 1680, 2560],
}
const CAMPAIGNS = ['spring', 'launch', 'webinar', 'autumn', 'partners', 'newsletter', 'retarget', 'brand']
const SOURCES = ['google', 'linkedin', 'newsletter', 'partner']
const MEDIA = ['cpc', 'social', 'email', 'referral']

export interface Lived {
  /** With the clicks of rage among the others, in windows of other widths. */
  views: View[]
  facts: TabFacts
  found: Grievance[]
}

export const releaseOf = (week: number): string => `web-${week + 1}`

export function living(): (session: Session, person: Person) => Lived {
  const random = {
    ...{ widths: randomFrom(21), found: randomFrom(22), failures: randomFrom(23), looks: randomFrom(24) },
    ...{ texts: randomFrom(25), visit: randomFrom(26), vitals: randomFrom(27), fidelity: randomFrom(28) },
  }
  const rank = { failing: random.failures.ranked(FAILING.length), heading: random.texts.ranked(60) }

  const failures = (views: View[], { failed }: Found, clicks: ClickFact[]): Failure[] => {
    const found = failed.map(({ view, click }): Failure => {
      const at = view.at + click.ms
      const place = clicks.findIndex(one => one.at === at)
      return { ...FAILING[rank.failing()]!, at: at + 200, page: views.indexOf(view), click: place }
    })
    if (random.failures.next() >= 0.055 || views.length === 0) return found
    for (let n = 1 + Math.floor(random.failures.exponential(1)); n > 0; n--) {
      const page = random.failures.below(views.length)
      const at = views[page]!.at + random.failures.below(20_000)
      found.push({ ...FAILING[rank.failing()]!, at, page, click: -1 })
    }
    return found.sort((a, b) => a.at - b.at)
  }

  const texts = (views: View[], company: string): string[] => {
    const found = new Set<string>([`Workspace of ${company}`])
    for (const { page, clicks } of views) {
      const headings = HEADINGS[page]!
      found.add(headings[0]!)
      for (let n = 4 + random.texts.below(8); n > 0; n--) found.add(headings[rank.heading()]!)
      for (const { element } of clicks) found.add(`B${element}`)
    }
    for (const { page } of views) found.add(titleOf(page))
    return [...found]
  }

  const environment = (session: Session, width: number): Environment => {
    const { country, browser, os, started } = session
    const { visit } = random
    const week = Math.floor((started - BEGIN) / WEEK_MS)
    // Some stay with what they loaded the week before.
    const release = releaseOf(Math.max(0, visit.next() < 0.08 ? week - 1 : week))
    const place = visit.below(SOURCES.length)
    const utm = {
      source: SOURCES[place]!,
      medium: MEDIA[place]!,
      campaign: CAMPAIGNS[visit.below(CAMPAIGNS.length)]!,
    }
    const luck = visit.next()
    return {
      ...{ country, browser, os, release, language: 'en', device: width < 600 ? 'phone' : 'desktop' },
      viewport: { width, height: heightOf(width) },
      ...(luck < 0.25 ? { utm, referrer: `https://www.${utm.source}.example/` } : {}),
    }
  }

  return (session, { company }) => {
    const { started, ended } = session
    const views = otherWidth(random.widths, session.views)
    const found = findings(random.found, views)
    const clicks = views.flatMap((view, page) => clicksOf(view, page))
    const luck = random.fidelity.next()
    const { vitals } = random
    const facts: TabFacts = {
      ...{ version: FACTS_VERSION, from: started, to: ended, events: 100 + 20 * session.events.length },
      environment: environment(session, views[0]?.width ?? 1440),
      pages: views.map((view, i) => pageOf(random.looks, view, views[i + 1]?.at ?? ended)),
      clicks,
      failures: failures(views, found, clicks),
      stretches: [{ from: started, to: started + Math.floor((ended - started) * 0.6) }],
      ...{ fields: [], forms: [], hovers: [], wiggles: [], searches: [], copies: [], views: [] },
      ...(vitals.next() < 0.9 ? { vitals: vitalsOf(vitals) } : {}),
      texts: texts(views, company),
      fidelity: {
        score: luck < 0.85 ? 1 : Math.max(0.2, 1 - random.fidelity.exponential(0.08)),
        ...{ masked: 0, losses: {} },
      },
    }
    return { views, facts, found: found.found }
  }
}

function vitalsOf(random: Random): NonNullable<TabFacts['vitals']> {
  return {
    LCP: Math.round(700 + random.exponential(900)),
    INP: Math.round(30 + random.exponential(110)),
    CLS: Math.round(random.exponential(0.06) * 1_000) / 1_000,
    TTFB: Math.round(60 + random.exponential(240)),
  }
}

const heightOf = (width: number): number => (width < 600 ? 780 : 900)

/** A third of sessions, whole, in a window of the same sort that has another width. */
function otherWidth(random: Random, views: View[]): View[] {
  const width = views[0]?.width ?? 0
  const others = OTHER_WIDTHS[width < 600 ? 'phone' : width < 1_024 ? 'tablet' : 'desktop']
  const luck = random.next()
  const other = others[random.below(others.length)]!
  if (luck > 1 / 3) return views
  return views.map(view => ({
    ...{ ...view, width: other },
    clicks: view.clicks.map(click => ({ ...click, x: Math.round((click.x * other) / view.width) })),
  }))
}

function clicksOf({ at, width, clicks }: View, page: number): ClickFact[] {
  return clicks.map(({ ms, x, y, element }): ClickFact => {
    const viewport = { width, height: heightOf(width) }
    const name = `B${element}`
    return {
      ...{
        at: at + ms,
        pointer: width < 1_024 ? 'touch' : 'mouse',
        x,
        y,
        pageX: x,
        pageY: y,
        viewport,
        page,
      },
      ...{ document: null, travel: 0, receipt: { watched: WATCH_MS } },
      target: {
        ...{ node: element, fingerprint: `button "${name}"`, role: 'button', tag: 'button', name },
        ...{ expects: 'answer', leads: false },
      },
    }
  })
}

function pageOf(random: Random, { at, page, width }: View, until: number): PageView {
  const height = heightOf(width)
  const documentHeight = 1_800 + (page % 8) * 500 + (width < 600 ? 1_200 : 0)
  const seenTo = Math.min(
    documentHeight,
    Math.round(height + (random.next() < 0.3 ? 0 : random.exponential(900))),
  )
  const path = PAGES[page]!
  return {
    ...{ at, until, href: `https://app.example${path}`, path, pattern: path, title: titleOf(page) },
    ...{
      how: 'load',
      over: false,
      scrollDepth: seenTo / documentHeight,
      seenTo,
      scrolled: 0,
      scrollTurns: 0,
    },
    ...{ viewport: { width, height }, document: { width, height: documentHeight } },
    ...looks(random, { at, until, width, height, documentHeight, seenTo, hasMouse: width >= 1_024 }),
  }
}
