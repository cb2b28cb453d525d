/** Lists of numbers that views have, read from the bytes of the JSON that they are kept as: an array for each takes three times as long. */
import { packMoves } from '../../heat/move-cells.ts'

/** Of each view as many numbers as it has: those of the i-th are at [starts[i], starts[i + 1]). */
export interface Lists {
  starts: Int32Array
  numbers: Int32Array | Float64Array | Uint32Array
}

/** `isPacked`: of each view one number for each place (heat/move-cells.ts); else its list. */
export interface Moves extends Lists {
  isPacked: boolean
}

/** `lists`: one behind the other, as JSON. */
export function listsOf(lists: Uint8Array, views: number): Lists {
  return wholeLists(lists, views) ?? anyLists(lists, views)
}

export function movesOf(lists: Uint8Array, views: number): Moves {
  const all = listsOf(lists, views)
  const packed = packMoves(all.starts, all.numbers)
  return packed ? { ...packed, isPacked: true } : { ...all, isPacked: false }
}

const [OPEN, CLOSE, COMMA, ZERO, NINE] = [0x5b, 0x5d, 0x2c, 0x30, 0x39]
const MOST = 2 ** 31 - 1

/** Null: some are no whole numbers from 0 on. */
function wholeLists(lists: Uint8Array, views: number): Lists | null {
  // A number and what parts it from the next take two bytes at least.
  const numbers = new Int32Array(lists.length >> 1)
  const starts = new Int32Array(views + 1)
  let length = 0
  let view = 0
  let number = 0
  let isEmpty = true
  for (let place = 0; place < lists.length; place++) {
    const letter = lists[place]!
    if (letter >= ZERO && letter <= NINE) {
      number = 10 * number + (letter - ZERO)
      isEmpty = false
    } else if (letter === OPEN) isEmpty = true
    else if (letter === COMMA || letter === CLOSE) {
      if (number > MOST) return null
      if (!isEmpty) {
        numbers[length] = number
        length += 1
        number = 0
      }
      if (letter === COMMA) continue
      view += 1
      starts[view] = length
    } else return null
  }
  return { starts, numbers: numbers.slice(0, length) }
}

function anyLists(lists: Uint8Array, views: number): Lists {
  const starts = new Int32Array(views + 1)
  const all: number[] = []
  for (const [i, own] of parsed(Buffer.from(lists).toString()).entries()) {
    for (const one of own) all.push(one)
    starts[i + 1] = all.length
  }
  return { starts, numbers: Float64Array.from(all) }
}

function parsed(lists: string): number[][] {
  return JSON.parse(`[${lists.replaceAll('][', '],[')}]`)
}
