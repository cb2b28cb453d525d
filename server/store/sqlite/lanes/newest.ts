import type { Members } from './count.ts'

export interface Newest {
  limit: number
  /** Started at this time or earlier; those of this very time are all given. */
  upTo: number
  /** Started at this time or later. */
  from: number
  /** Started before. */
  to: number
}

/**
 * Keys of the members that started last, at least `limit` of them where there are, and everyone who started at the
 * same time as one of these: whoever orders them by more than the time has all that can come first.
 */
export function newest(members: Members, started: Float64Array, { limit, upTo, from, to }: Newest): number[] {
  const found: number[] = []
  const tied: number[] = []
  let worst = from
  // Newer sessions have mostly higher keys.
  for (let key = members.length - 1; key >= 0; key--) {
    if (members[key] !== 1) continue
    const at = started[key]!
    if (at >= to || at > upTo || at < worst) continue
    if (at === upTo) tied.push(key)
    else {
      found.push(key)
      if (found.length >= limit * 4) worst = Math.max(worst, keepNewest(found, started, limit))
    }
  }
  keepNewest(found, started, limit)
  return [...tied, ...found]
}

/** Drops all but the newest `limit` and their ties; answers the start of the oldest kept. */
function keepNewest(keys: number[], started: Float64Array, limit: number): number {
  keys.sort((a, b) => started[b]! - started[a]!)
  const last = keys[limit - 1]
  if (last === undefined) return Number.NEGATIVE_INFINITY
  const worst = started[last]!
  let end = limit
  while (end < keys.length && started[keys[end]!] === worst) end += 1
  keys.length = end
  return worst
}

/** Of the newest sessions, so many times as many as are asked for are looked at first. */
export const NEAR = 6
/** So many times as many when none of them held. */
const FURTHER = 16
/** Of those that would do, if as many held as before, so many times as many: fewer may. */
const SPARE = 1.5
/** More than this share of all sessions takes as long as all. */
const MOST = 1 / 16

/**
 * The newest of those that hold, as newest() would find them among all: told of the newest sessions alone, as long as
 * these are enough. Null: they are too many for that. `holding`: those of the keys that hold.
 */
export function newestOfFew(
  all: Members,
  started: Float64Array,
  span: Newest,
  holding: (keys: number[]) => number[],
  near = NEAR,
  most = all.length * MOST,
): number[] | null {
  for (let many = span.limit * near; ; ) {
    const keys = newest(all, started, { ...span, limit: many })
    const found = holding(keys)
    // Fewer than were asked for are all there are.
    if (found.length >= span.limit || keys.length < many) return found
    many = found.length === 0 ? many * FURTHER : Math.ceil((span.limit * keys.length * SPARE) / found.length)
    if (many > most) return null
  }
}
