/**
 * Rows of numbers that grow. The room of one that was answered from is used again by the next: left to the collector,
 * some MB with each answer make it look through everything each time, which takes as long as the answer.
 */
type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** Numbers that are kept at most: above, the room is given back. */
const MOST_KEPT = 2 ** 20

export interface Spare<A extends Numbers> {
  /** What stands in it is anything. */
  take(): A
  give(numbers: A): void
}

export function spare<A extends Numbers>(make: (length: number) => A, least: number): Spare<A> {
  let kept: A | null = null
  return {
    take: () => {
      const room = kept ?? make(least)
      kept = null
      return room
    },
    give: numbers => {
      if (numbers.length <= MOST_KEPT) kept = numbers
    },
  }
}

export function longer<A extends Numbers>(numbers: A, make: (length: number) => A): A {
  const more = make(2 * numbers.length)
  more.set(numbers)
  return more
}

export const int32 = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length)
export const uint32 = (length: number): Uint32Array<ArrayBuffer> => new Uint32Array(length)
export const float64 = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length)
