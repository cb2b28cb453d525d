import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MoveCells, packMoves } from '../../../server/store/heat/move-cells.ts'
import { listsOf, movesOf } from '../../../server/store/sqlite/lanes/heat-lists.ts'

/** Some beyond what one number, or a table, can hold. */
const column = fc.constantFrom(0, 1, 255, 256, 1_700)
const row = fc.constantFrom(0, 3, 64, 4_095, 4_096, 70_000)
const n = fc.constantFrom(1, 7, 4_095, 4_096)
const moves = fc.array(fc.tuple(column, row, n), { maxLength: 5 }).map(all => all.flat())
const views = fc.array(fc.record({ width: fc.constantFrom(39, 40, 144), moves }), { maxLength: 8 })

const bytesOf = (lists: readonly (readonly number[])[]) =>
  Buffer.from(lists.map(list => JSON.stringify(list)).join(''))

test('where pointers were is counted the same from lists and packed, in order, however far it is', () => {
  fc.assert(
    fc.property(views, all => {
      const naive = new Map<string, number>()
      for (const { width, moves } of all) {
        for (let i = 0; i < moves.length; i += 3) {
          const middle = (place: number) => place * 5 + 2
          const key = [width, middle(moves[i + 1]!), middle(moves[i]!)].join(' ')
          naive.set(key, (naive.get(key) ?? 0) + moves[i + 2]!)
        }
      }
      const told = movesOf(bytesOf(all.map(view => view.moves)), all.length)
      for (const packs of [false, true]) {
        const cells = new MoveCells()
        for (const [i, { width, moves }] of all.entries()) {
          if (!packs) cells.add(width, moves, 0, moves.length)
          else if (told.isPacked) cells.addPacked(width, told.numbers, told.starts[i]!, told.starts[i + 1]!)
          else cells.add(width, told.numbers, told.starts[i]!, told.starts[i + 1]!)
        }
        const found: { place: number[]; n: number }[] = []
        cells.each((width, x, y, n) => found.push({ place: [width, y, x], n }))
        expect(new Map(found.map(one => [one.place.join(' '), one.n]))).toEqual(naive)
        expect(cells.count).toBe(naive.size)
        const inOrder = found.toSorted(
          ({ place: a }, { place: b }) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!,
        )
        expect(found).toEqual(inOrder)
      }
    }),
  )
})

test('lists are read from their bytes as JSON would', () => {
  const number = fc.oneof(
    { weight: 9, arbitrary: fc.nat() },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 2 ** 40) },
  )
  fc.assert(
    fc.property(fc.array(fc.array(number, { maxLength: 4 }), { maxLength: 5 }), lists => {
      const { starts, numbers } = listsOf(bytesOf(lists), lists.length)
      expect(lists.map((_, i) => Array.from(numbers.subarray(starts[i], starts[i + 1])))).toEqual(lists)
    }),
  )
  expect(packMoves(Int32Array.of(0, 3), [1, 2, 4_096])).toBe(null)
})
