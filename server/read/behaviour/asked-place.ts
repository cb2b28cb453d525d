/** What a list of people is asked for must be of the answer it stands behind: what is not is refused, never an empty list. */
import { Failure } from '../../failure.ts'
import type { Asked, Side } from './ask.ts'

/** `side` counts from 0: the segment, and what it is compared with. */
export function sideAsked({ sides }: Asked, side: number): Side {
  const one = sides[side]
  if (one) return one
  throw new Failure(
    'bad-request',
    'Nothing is compared here: give “side” as 0, or say in “compare” with whom to compare.',
  )
}

/** `whose`: `This funnel`; `named`: its places, one and several of them. */
export function checkPlace(
  parameter: string,
  place: number,
  count: number,
  whose: string,
  named: readonly [string, string],
): void {
  if (place < count) return
  throw new Failure(
    'bad-request',
    `${whose} has ${count} ${named[count === 1 ? 0 : 1]}, counted from 0: give “${parameter}” as ${placesOf(count)}.`,
  )
}

export function placesOf(count: number): string {
  return count === 1 ? '0' : `0 to ${count - 1}`
}

/** A group of a breakdown: a value as JSON writes it, or as it is; null: no value. */
export function groupAsked(text: string, breakdown: object | null, what: string): string | null {
  if (breakdown === null) {
    throw new Failure(
      'bad-request',
      `This ${what} is not broken down: leave out “group”, or say in “breakdown” by what.`,
    )
  }
  return readGroup(text)
}

function readGroup(text: string): string | null {
  if (text === 'null') return null
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    throw new Failure(
      'bad-request',
      'Give “group” as JSON: a text in quotes, as "pro", or null for no value.',
    )
  }
}
