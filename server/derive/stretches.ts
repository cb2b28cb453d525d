import { ACTIVITY_GAP_MS, type Stretch } from '../../contract/facts.ts'
import { EventType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { bag, number } from './read.ts'

/** Sources that a visitor causes. rrweb reports a scroll and an input whoever causes it; both count. */
const BY_VISITOR: readonly number[] = [
  Source.MouseMove,
  Source.MouseInteraction,
  Source.Scroll,
  Source.ViewportResize,
  Source.Input,
  Source.TouchMove,
  Source.MediaInteraction,
  Source.Drag,
]

export function isInteraction(event: RecordedEvent): boolean {
  const source = number(bag(event.data).source)
  return event.type === EventType.IncrementalSnapshot && source !== undefined && BY_VISITOR.includes(source)
}

/** Intervals of activity; events may come late, so an interaction can join two of them. */
export class Stretches {
  readonly #found: Stretch[] = []

  interaction(at: number): void {
    let i = this.#found.length
    while (i > 0 && this.#at(i - 1).from > at) i--
    const before = this.#found[i - 1]
    const after = this.#found[i]
    const joins = before !== undefined && at - before.to < ACTIVITY_GAP_MS
    const isJoined = after !== undefined && after.from - at < ACTIVITY_GAP_MS
    if (joins && isJoined) {
      before.to = Math.max(before.to, after.to)
      this.#found.splice(i, 1)
    } else if (joins) before.to = Math.max(before.to, at)
    else if (isJoined) after.from = at
    else this.#found.splice(i, 0, { from: at, to: at })
  }

  stretches(): Stretch[] {
    return this.#found.map(stretch => ({ ...stretch }))
  }

  #at(i: number): Stretch {
    return this.#found[i] ?? { from: 0, to: 0 }
  }
}

/** Length of the union of intervals, ms. */
export function unionLength(stretches: readonly Stretch[]): number {
  let total = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return total
}
