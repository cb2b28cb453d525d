/** The sessions behind a number of a heatmap, told in the plainest way. */
import type { Click } from '../../../contract/facts.ts'
import type { HeatmapQuery, HeatNumber } from '../../../server/store/heatmap-port.ts'
import type { MadeVisit } from './generated.ts'
import { isFound, isPlaced, lower, nameOf, type Session, seenOf, sideOf } from './naive.ts'

export interface NaiveMoment {
  session: string
  at: number
  ms?: number
}

export function naiveMoments(
  visits: readonly MadeVisit[],
  query: Omit<HeatmapQuery, 'project'>,
  { number, side }: { number: HeatNumber; side: 0 | 1 },
): NaiveMoment[] {
  const sides: [Session[], Session[]] = [[], []]
  for (const visit of visits) {
    const seen = seenOf(visit, query)
    const its = sideOf(visit, query)
    if (seen.length > 0 && its !== null) sides[its].push({ visit, seen })
  }
  const all = sides.flat()
  return sides[side]
    .flatMap((one): NaiveMoment[] => momentOf(one, number, query, all))
    .sort((a, b) => b.at - a.at || (a.session < b.session ? -1 : 1))
}

function momentOf(
  one: Session,
  number: HeatNumber,
  query: Omit<HeatmapQuery, 'project'>,
  all: readonly Session[],
): NaiveMoment[] {
  const { session, goals } = one.visit
  const entered = (px: number) => one.seen.filter(({ view }) => view.seenTo >= px).map(({ view }) => view.at)
  if ('from' in number && number.of === 'reached') {
    return entered(50 * Math.floor(number.from / 50) + 25)
      .slice(0, 1)
      .map(at => ({ session, at }))
  }
  if ('from' in number) {
    const looked = one.seen
      .map(({ view }) => ({ at: view.at, ms: view.inView[Math.floor(number.from / 100)] ?? 0 }))
      .filter(({ ms }) => ms > 0)
    return looked
      .slice(0, 1)
      .map(({ at }) => ({ session, at, ms: looked.reduce((sum, { ms }) => sum + ms, 0) }))
  }
  const { of, element } = number
  const isOn = (click: Click) => nameOf(click).includes(element)
  const clicks = one.seen.flatMap(seen => seen.clicks.filter(isOn))
  const [first] = clicks
  const every = all.flatMap(other => other.seen.flatMap(seen => seen.clicks.filter(isOn)))
  const y = lower(every.filter(isPlaced).map(click => Math.round(click.pageY))) ?? 0
  const saw = every.length > 0 ? entered(y) : []
  switch (of) {
    case 'saw':
      return [...saw, ...(first ? [first.at] : [])].slice(0, 1).map(at => ({ session, at }))
    case 'missed':
      return first ? [] : saw.slice(0, 1).map(at => ({ session, at }))
    case 'clicked':
      return first ? [{ session, at: first.at }] : []
    case 'converted':
      return first && query.goal !== undefined && goals.some(at => at >= first.at)
        ? [{ session, at: first.at }]
        : []
    default:
      return clicks
        .filter(click => isFound(one.visit, query.page, of, click))
        .slice(0, 1)
        .map(({ at }) => ({ session, at }))
  }
}
