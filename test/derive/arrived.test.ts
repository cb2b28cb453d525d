import { expect, test } from 'vitest'
import { arrivedShare } from '../../server/derive/arrived.ts'

const batch = (seq: number) => ({ seq, from: 0, to: 1, events: 10, bytes: 100, snapshot: false })
const WHOLE = { batches: [batch(0), batch(1)], fresh: [2, 3], aside: [], lost: 0 }

test('[F23] gaps, what was set aside and what was dropped take away their share', () => {
  expect(arrivedShare(WHOLE, 40)).toBe(1)
  expect(arrivedShare({ ...WHOLE, fresh: [3] }, 30)).toBe(0.75)
  expect(arrivedShare({ ...WHOLE, aside: [{ seq: 3, reason: 'not-gzip' }] }, 30)).toBe(0.75)
  expect(arrivedShare({ ...WHOLE, lost: 10 }, 40)).toBe(0.8)
  expect(arrivedShare({ batches: [], fresh: [], aside: [{ seq: 0, reason: 'not-gzip' }], lost: 0 }, 0)).toBe(
    0,
  )
})
