/** Lists of numbers that views have, from the JSON they are kept as: read from its bytes, as millions of arrays would be made else. */
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

type Text = Uint8Array | null

export function listsOf(texts: readonly Text[]): Lists {
  return wholeLists(texts) ?? anyLists(texts)
}

export function movesOf(texts: readonly Text[]): Moves {
  const lists = listsOf(texts)
  const packed = packMoves(lists.starts, lists.numbers)
  return packed ? { ...packed, isPacked: true } : { ...lists, isPacked: false }
}

const [COMMA, BRACKET, ZERO, NINE] = [0x2c, 0x5d, 0x30, 0x39]
const MOST = 2 ** 31 - 1

/** Null: some are no whole numbers from 0 on. */
function wholeLists(texts: readonly Text[]): Lists | null {
  // A number and what parts it from the next take two bytes at least.
  const most = texts.reduce((sum, text) => sum + (text === null ? 0 : text.length >> 1), 0)
  const numbers = new Int32Array(most)
  const starts = new Int32Array(texts.length + 1)
  let length = 0
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!
    // Two brackets are an empty list.
    if (text !== null && text.length > 2) {
      let number = 0
      for (let place = 1; place < text.length; place++) {
        const letter = text[place]!
        if (letter >= ZERO && letter <= NINE) number = 10 * number + (letter - ZERO)
        else if ((letter === COMMA || letter === BRACKET) && number <= MOST) {
          numbers[length] = number
          length += 1
          number = 0
        } else return null
      }
    }
    starts[i + 1] = length
  }
  return { starts, numbers: numbers.slice(0, length) }
}

function anyLists(texts: readonly Text[]): Lists {
  const starts = new Int32Array(texts.length + 1)
  const all: number[] = []
  for (const [i, text] of texts.entries()) {
    if (text !== null) for (const one of numbersOf(Buffer.from(text).toString())) all.push(one)
    starts[i + 1] = all.length
  }
  return { starts, numbers: Float64Array.from(all) }
}

function numbersOf(text: string): number[] {
  return JSON.parse(text)
}
