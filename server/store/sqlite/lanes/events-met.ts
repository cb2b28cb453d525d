/** Of a slice of events, who did what in which session: a quarter of what the lanes of the slice take. */
import type { Lane } from './lane.ts'
import { bytesOfMet, type MetLane, metSink } from './met-lane.ts'

/** Names of events, by row. */
export interface EventsMet extends MetLane {
  /** Keys; each row is of one session and one identity. */
  session: Uint32Array
  ident: Uint32Array
}

export function bytesOfEvents(met: EventsMet): number {
  return bytesOfMet(met) + met.session.byteLength + met.ident.byteLength
}

/** What happened in no session is left out. */
export function eventsMet(byName: Iterable<readonly [name: number, lane: Lane]>): EventsMet {
  const sink = metSink()
  const session: number[] = []
  const ident: number[] = []
  /** By session, its last row; and of a row, that of another identity before it. */
  const last = new Map<number, number>()
  const before: number[] = []
  const rowOf = (its: number, who: number): number => {
    const latest = last.get(its) ?? -1
    for (let row = latest; row !== -1; row = before[row]!) if (ident[row] === who) return row
    session.push(its)
    ident.push(who)
    before.push(latest)
    last.set(its, session.length - 1)
    return session.length - 1
  }
  for (const [name, lane] of byName) {
    const { session: sessions } = lane.cold()
    const { at, ident: idents, base, count } = lane
    for (let i = 0; i < count; i++) {
      if (sessions[i] !== 0) sink.add(rowOf(sessions[i]!, idents[i]!), name, base + at[i]!)
    }
  }
  return {
    ...sink.lane(session.length),
    session: Uint32Array.from(session),
    ident: Uint32Array.from(ident),
  }
}
