import { expect, test } from 'vitest'
import { openStore } from '../../recorder/delivery/store.ts'

const MB = 1024 * 1024
/** Without IndexedDB, as in Node, entries live in memory under the same rules. */
const key = (kind: 'e' | 'r', time: number, bytes: number, first = 0) =>
  `${kind}.${time.toString(36).padStart(8, '0')}.name-${time}.${bytes}.1.${first}`

test('[R17] over 5 MB the oldest recording data goes first, then first snapshots, events last', async () => {
  const store = await openStore('test')
  const put = (name: string) => store.put({ key: name, body: '' })
  const event = key('e', 1, MB)
  const snapshot = key('r', 2, MB, 1)
  const older = key('r', 3, MB)
  const newer = key('r', 4, MB)
  for (const name of [event, snapshot, older, newer]) expect(await put(name)).toEqual([])
  expect(await put(key('r', 5, 2 * MB))).toEqual([older])
  expect(await put(key('r', 6, 2 * MB))).toEqual([newer, key('r', 5, 2 * MB)])
  // Nothing is left to give but the snapshot, and then the batch itself.
  expect(await put(key('e', 7, 3 * MB))).toEqual([key('r', 6, 2 * MB)])
  expect(await put(key('r', 8, MB / 2))).toEqual([key('r', 8, MB / 2)])
  expect(await store.keys()).toEqual([event, key('e', 7, 3 * MB), snapshot])
})

test('[R17] what waits is sent events first, then by age', async () => {
  const store = await openStore('test')
  const names = [key('r', 2, 1), key('e', 9, 1), key('r', 1, 1), key('e', 3, 1)]
  for (const name of names) await store.put({ key: name, body: '' })
  expect(await store.keys()).toEqual([key('e', 3, 1), key('e', 9, 1), key('r', 1, 1), key('r', 2, 1)])
})
