/** Pages and elements that sessions met, counted in the views of all pages. */
import type { ViewLane } from '../lanes/view-lane.ts'
import type { Counted, Meetings } from './meetings.ts'

/** By key of a page, ascending; of those in `known`. */
export function pagesMet(
  lanes: readonly ViewLane[],
  known: ReadonlyMap<number, string>,
  all: Meetings,
): Counted[] {
  const found: Counted[] = []
  /** Of each lane the first page that was not looked at yet: they ascend in every lane. */
  const next = new Uint32Array(lanes.length)
  for (const key of [...known.keys()].sort((a, b) => a - b)) {
    const count = all.counter()
    for (const [i, { patterns, begins, first, base, session, at }] of lanes.entries()) {
      let nth = next[i]!
      while (nth < patterns.length && patterns[nth]! < key) nth += 1
      next[i] = nth
      if (patterns[nth] !== key) continue
      for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
        count.add(first + session[view]!, base + at[view]!)
      }
    }
    found.push({ key, ...count.counts() })
  }
  return found
}

/** By key of an element. */
export function elementsMet(
  lanes: readonly ViewLane[],
  known: ReadonlyMap<number, string>,
  all: Meetings,
): Counted[] {
  let starts = new Uint32Array(1_024)
  eachClick(lanes, known, all, (_, element) => {
    if (element + 2 >= starts.length) {
      const wider = new Uint32Array(2 * element + 4)
      wider.set(starts)
      starts = wider
    }
    starts[element + 2]! += 1
  })
  for (let element = 2; element < starts.length; element++) starts[element]! += starts[element - 1]!
  const sessions = new Int32Array(starts.at(-1)!)
  const times = all.timed ? new Float64Array(sessions.length) : null
  // starts[element + 1] is where the element's next one goes, and in the end where the next element's begin.
  eachClick(lanes, known, all, (session, element, at) => {
    const place = starts[element + 1]!
    starts[element + 1] = place + 1
    sessions[place] = session
    if (times) times[place] = at
  })
  const found: Counted[] = []
  for (let key = 1; key + 1 < starts.length; key++) {
    if (starts[key] === starts[key + 1]) continue
    const count = all.counter()
    for (let n = starts[key]!; n < starts[key + 1]!; n++) count.add(sessions[n]!, times?.[n] ?? 0)
    found.push({ key, ...count.counts() })
  }
  return found
}

/** Clicks on elements in sessions that are asked for. */
function eachClick(
  lanes: readonly ViewLane[],
  known: ReadonlyMap<number, string>,
  { heads }: Meetings,
  tell: (session: number, element: number, at: number) => void,
): void {
  for (const { patterns, begins, first, base, session, at, starts, element, ms } of lanes) {
    for (let nth = 0; nth < patterns.length; nth++) {
      if (!known.has(patterns[nth]!)) continue
      for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
        const its = first + session[view]!
        if (starts[view] === starts[view + 1] || !(heads[its]! > 0)) continue
        const begun = base + at[view]!
        for (let i = starts[view]!; i < starts[view + 1]!; i++) {
          if (element[i] !== 0) tell(its, element[i]!, begun + ms[i]!)
        }
      }
    }
  }
}
