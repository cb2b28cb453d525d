/** What went wrong for a visitor, as the rules in force would have found it; rage clicks are clicks of their own. */
import type { FrustrationKind } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { type Click, PAGES, type View } from './data.ts'
import type { Random } from './random.ts'

/** Of the sessions with clicks, and of all. */
const ON_CLICKS = { rage: 0.0235, dead: 0.059, error: 0.035, slow: 0.047, 'form-struggle': 0.012 } as const
const ON_PAGES = { 'quick-back': 0.03, 'u-turn': 0.015, thrash: 0.02, 'excessive-scroll': 0.01 } as const
type OnClicks = keyof typeof ON_CLICKS

interface Pressed {
  view: View
  click: Click
}
export interface Found {
  found: Grievance[]
  /** Clicks that led to a failure. */
  failed: Pressed[]
}

export function findings(random: Random, views: View[]): Found {
  const found: Grievance[] = []
  const failed: Pressed[] = []
  if (views.length === 0) return { found, failed }
  for (const kind of kindsOf(ON_CLICKS)) {
    if (random.next() >= ON_CLICKS[kind]) continue
    const times = kind !== 'rage' && random.next() < 0.3 ? 2 + random.below(2) : 1
    for (let i = 0; i < times; i++) {
      const pressed = worst(random, views)
      if (pressed === null) break
      found.push(grievance(random, kind, pressed))
      if (kind === 'error') failed.push(pressed)
    }
  }
  for (const kind of kindsOf(ON_PAGES)) {
    if (random.next() >= ON_PAGES[kind]) continue
    const { at, page } = views[random.below(views.length)]!
    found.push({ kind, at: at + 1_000 + random.below(4_000), page: PAGES[page]!, element: '', name: '' })
  }
  return { found, failed }
}

/** Of two clicks by chance the one on the element with the smaller number: some elements are worse than others. */
function worst(random: Random, views: View[]): Pressed | null {
  const all = views.flatMap(view => view.clicks.map(click => ({ view, click })))
  if (all.length === 0) return null
  const [one, other] = [all[random.below(all.length)]!, all[random.below(all.length)]!]
  return one.click.element % 30 <= other.click.element % 30 ? one : other
}

function grievance(random: Random, kind: OnClicks, { view, click }: Pressed): Grievance {
  const more = kind === 'rage' ? again(random, view, click) : []
  return {
    ...{ kind, at: view.at + click.ms, page: PAGES[view.page]! },
    ...{ element: `button "B${click.element}"`, name: `B${click.element}` },
    ...(more.length > 0 ? { more } : {}),
  }
}

/** Clicks on the same element soon after: ms from the first to each. */
function again(random: Random, view: View, click: Click): number[] {
  const more: number[] = []
  let ms = 0
  for (let n = 2 + random.below(5); n > 0; n--) {
    ms += 150 + random.below(400)
    more.push(ms)
    view.clicks.push({
      ...click,
      ms: click.ms + ms,
      x: click.x + random.below(6),
      y: click.y + random.below(6),
    })
  }
  view.clicks.sort((a, b) => a.ms - b.ms)
  return more
}

function kindsOf<K extends FrustrationKind>(shares: Record<K, number>): K[] {
  const kinds: K[] = []
  for (const kind in shares) kinds.push(kind)
  return kinds
}
