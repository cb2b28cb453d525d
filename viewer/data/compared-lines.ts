/** Events by name of two segments beside each other. */
import type { EventTally } from '../../contract/data.ts'

export interface ComparedSide {
  count: number
  persons: number
}

export interface ComparedLine {
  event: string
  named: boolean
  sides: [ComparedSide, ComparedSide]
}

/** What either sent, in the order of how many sent it on both sides together. */
export function comparedLines(first: readonly EventTally[], second: readonly EventTally[]): ComparedLine[] {
  const lines = new Map<string, ComparedLine>()
  for (const [side, tallies] of [first, second].entries()) {
    for (const { event, named, count, persons } of tallies) {
      const key = `${named} ${event}`
      const line = lines.get(key) ?? { event, named, sides: [nothing(), nothing()] }
      line.sides[side === 0 ? 0 : 1] = { count, persons }
      lines.set(key, line)
    }
  }
  const people = ({ sides: [a, b] }: ComparedLine) => a.persons + b.persons
  return [...lines.values()].sort((a, b) => people(b) - people(a) || a.event.localeCompare(b.event))
}

function nothing(): ComparedSide {
  return { count: 0, persons: 0 }
}
