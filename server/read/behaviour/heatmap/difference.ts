import { type DifferenceVerdict, REACH_PX } from '../../../../contract/behaviour/heat.ts'
import type {
  ElementDifference,
  HeatDifference,
  HeatDifferences,
} from '../../../../contract/behaviour/heatmap.ts'
import { corrected, FALSE_DISCOVERIES } from '../../../statistics/discoveries.ts'
import { newcombe } from '../../../statistics/interval.ts'
import { type Share, sharesTest } from '../../../statistics/shares.ts'
import type { HeatAnswer } from '../../../store/heatmap-port.ts'

/** With fewer sessions on a side nothing is said: they may be one team, or one bot. */
export const ENOUGH_SESSIONS = 10
/** px between two depths that are compared: fewer comparisons find smaller differences. */
const DEPTH_PX = 250

type Compared = Omit<HeatDifference, 'p' | 'verdict'>

/** Where the two sides of an answer differ by more than chance explains. */
export function differencesOf({
  sides: [a, b],
  elements,
  reached,
}: Pick<HeatAnswer, 'sides' | 'elements' | 'reached'>): HeatDifferences {
  const shares = elements
    .map(({ element, name, role, y, sides: [inA, inB] }) => ({
      ...{ element, name, role, y },
      ...compared([inA.sessions, inA.saw], [inB.sessions, inB.saw]),
    }))
    .filter(one => one.a.n + one.b.n > 0)
  const bands = Math.max(reached[0].length, reached[1].length)
  const depths = Array.from({ length: Math.ceil((bands * REACH_PX) / DEPTH_PX) }, (_, i) => {
    const band = (i * DEPTH_PX) / REACH_PX
    return {
      from: i * DEPTH_PX,
      ...compared([reached[0][band] ?? 0, a.sessions], [reached[1][band] ?? 0, b.sessions]),
    }
  })
  return { a, b, elements: judged(shares).sort(byWeight), depths: judged(depths) }
}

function compared(a: Share, b: Share): Compared {
  const { share, low, high } = newcombe([...a], [...b])
  return { a: { k: a[0], n: a[1] }, b: { k: b[0], n: b[1] }, share, low, high }
}

/** Only what could be told is tested: the rest would make the correction harder for nothing. */
function judged<T extends Compared>(rows: readonly T[]): (T & Pick<HeatDifference, 'p' | 'verdict'>)[] {
  const told = rows.filter(isEnough)
  const ps = corrected(told.map(({ a, b }) => sharesTest([a.k, a.n], [b.k, b.n])))
  const byRow = new Map(told.map((row, i) => [row, ps[i] ?? 1]))
  return rows.map(row => {
    const p = byRow.get(row)
    return { ...row, p: p ?? 1, verdict: p === undefined ? 'too-few' : verdictOf(row, p) }
  })
}

function isEnough({ a, b }: Compared): boolean {
  return Math.min(a.n, b.n) >= ENOUGH_SESSIONS
}

/** Both have to say so: a difference whose interval holds 0 would contradict itself. */
function verdictOf({ low, high }: Compared, p: number): DifferenceVerdict {
  if (p > FALSE_DISCOVERIES || (low <= 0 && high >= 0)) return 'unclear'
  return low > 0 ? 'more' : 'less'
}

const RANK: Record<DifferenceVerdict, number> = { more: 0, less: 0, unclear: 1, 'too-few': 2 }

/** What is certain first, of that what is large; then what is nearest to being certain. */
function byWeight(x: ElementDifference, y: ElementDifference): number {
  const large = Math.abs(y.share) - Math.abs(x.share)
  const nearest = x.verdict === 'unclear' ? x.p - y.p : 0
  return RANK[x.verdict] - RANK[y.verdict] || nearest || large || (x.element < y.element ? -1 : 1)
}
