import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import { isAmong, isAnswered, isDead, isDrag } from './answered.ts'
import { EXPECTS, NEVER, type Tap } from './tap.ts'

type Rule = FrustrationRules['rage']

/** px between hits of one spot, and of one element that was drawn anew. Rows of a list look alike but lie apart. */
const SPOT_PX = 30
const ELEMENT_PX = 100

/** Runs of clicks that are rage, as indices of clicks. `ignored`: hashes of names that one clicks repeatedly. */
export function rageRuns(
  taps: readonly Tap[],
  rules: FrustrationRules,
  ignored: ReadonlySet<number>,
): number[][] {
  const rule = rules.rage
  const found: number[][] = []
  let run: number[] = []
  const end = () => {
    if (
      isRage(
        run.map(i => tapAt(taps, i)),
        rules,
        ignored,
      )
    )
      found.push(run)
  }
  for (let i = 0; i < taps.length; i++) {
    const tap = tapAt(taps, i)
    if (!joins(taps, run, tap, rule)) {
      // A run that is long enough is told once; a window that is not yet moves on.
      if (run.length >= rule.clicks || rule.measure === 'gap') {
        end()
        run = []
      }
      while (run.length > 0 && !joins(taps, run, tap, rule)) run.shift()
    }
    run.push(i)
  }
  end()
  return found
}

function tapAt(taps: readonly Tap[], i: number): Tap {
  const tap = taps[i]
  if (!tap) throw new RangeError(`No click ${i}`)
  return tap
}

function joins(taps: readonly Tap[], run: readonly number[], tap: Tap, rule: Rule): boolean {
  if (run.length === 0) return true
  const last = tapAt(taps, run[run.length - 1] ?? 0)
  // A window of `clicks` clicks slides along a run that is longer.
  const first = tapAt(taps, run[Math.max(0, run.length - rule.clicks + 1)] ?? 0)
  const time = rule.measure === 'gap' ? tap.at - last.at : tap.at - first.at
  if (time < 0 || time > rule.withinMs) return false
  const goesOn = isSame(last, tap, rule) || (rule.same === 'element' && isHop(taps, run, tap, rule))
  return goesOn && isClose(taps, run, last, tap, rule)
}

function isSame(a: Tap, b: Tap, rule: Rule): boolean {
  if (rule.same === 'element') return isSameSpot(a, b)
  if (rule.same === 'node') return a.node === b.node
  if (rule.same === 'label') return a.label === b.label && a.label !== 0
  return true
}

/** The same thing was hit again: the node, its replacement, or what lies within a finger's width. */
function isSameSpot(a: Tap, b: Tap): boolean {
  if (a.node === b.node && a.node !== 0) return true
  const distance = Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
  return distance < SPOT_PX || (a.element === b.element && a.element !== 0 && distance < ELEMENT_PX)
}

/** Between two neighbours, neither of which answers: the hand tries the one and the other. */
function isHop(taps: readonly Tap[], run: readonly number[], tap: Tap, rule: Rule): boolean {
  const before = run.map(i => tapAt(taps, i))
  const isInVain = (one: Tap) => one.expects === EXPECTS.answer && !isAnswered(one, rule.answerMs)
  if (!before.every(isInVain) || !isInVain(tap)) return false
  const isNear = before.every(one => Math.abs(one.x - tap.x) + Math.abs(one.y - tap.y) < ELEMENT_PX)
  return isNear && spotsOf([...before, tap]) <= 2
}

function spotsOf(run: readonly Tap[]): number {
  const spots: Tap[] = []
  for (const tap of run) if (!spots.some(spot => isSameSpot(spot, tap))) spots.push(tap)
  return spots.length
}

function isClose(taps: readonly Tap[], run: readonly number[], last: Tap, tap: Tap, rule: Rule): boolean {
  switch (rule.space) {
    case 'any':
      return true
    case 'manhattan':
      return Math.abs(tap.x - last.x) + Math.abs(tap.y - last.y) < rule.spacePx
    case 'radius': {
      const first = tapAt(taps, run[0] ?? 0)
      return Math.hypot(tap.x - first.x, tap.y - first.y) <= rule.spacePx
    }
    case 'box': {
      const all = [...run.map(i => tapAt(taps, i)), tap]
      const side = (values: number[]) => Math.max(...values) - Math.min(...values)
      return side(all.map(each => each.x)) <= rule.spacePx && side(all.map(each => each.y)) <= rule.spacePx
    }
  }
}

function isRage(run: readonly Tap[], rules: FrustrationRules, ignored: ReadonlySet<number>): boolean {
  const rule = rules.rage
  const first = run[0]
  if (!first || run.length < rule.clicks || !isAmong(first, rule.targets) || ignored.has(first.label))
    return false
  if (rule.selectionExcuses && run.some(tap => tap.selection !== NEVER && tap.selection <= 300)) return false
  if (rule.count === 'dead') return run.filter(tap => isDead(tap, rules)).length >= rule.clicks
  if (rule.count === 'all')
    return first.expects === EXPECTS.answer || (rule.plainClicks > 0 && run.length >= rule.plainClicks)
  if (first.expects === EXPECTS.unseen || run.some(isDrag)) return false
  const left = run.filter(tap => !isAnswered(tap, rule.answerMs)).length
  const isPlain = first.expects !== EXPECTS.answer || spotsOf(run) > 1
  const needed = isPlain ? rule.plainClicks : rule.clicks
  return needed > 0 && left >= needed && left > run.length - left
}
