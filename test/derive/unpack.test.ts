import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MAX_INFLATED_BYTES } from '../../contract/batch.ts'
import { unpack } from '../../server/derive/unpack.ts'

const gzip = (text: string) => gzipSync(text)

test('[D4] a batch unpacks to its events', () => {
  const events = [{ type: 4, timestamp: 1, data: { href: 'https://x.test/', width: 1, height: 1 } }]
  expect(unpack(gzip(JSON.stringify(events)))).toEqual({ events })
})

test('[D4] what is no batch is named by its reason', () => {
  expect(unpack(Buffer.from('[]'))).toEqual({ reason: 'not-gzip' })
  expect(unpack(new Uint8Array())).toEqual({ reason: 'not-gzip' })
  const garbage = gzip(JSON.stringify('x'.repeat(1_000)))
  garbage.fill(0xff, 12)
  expect(unpack(garbage)).toEqual({ reason: 'gzip-garbage' })
  expect(unpack(gzip('[{"type":4').subarray(0, 20))).toEqual({ reason: 'gzip-garbage' })
  expect(unpack(gzip('[{"type":4'))).toEqual({ reason: 'not-json' })
  for (const wrong of ['{}', '[1]', '[{"type":"4","timestamp":1}]', '[{"type":4}]', 'null']) {
    expect(unpack(gzip(wrong)), wrong).toEqual({ reason: 'wrong-shape' })
  }
})

test('[D4] inflating stops at the bound, whatever the bytes promise', () => {
  // gzip files can be strung together: twenty times the same member.
  const member = gzipSync(Buffer.alloc(MAX_INFLATED_BYTES / 16, 32))
  const bomb = Buffer.concat(Array.from({ length: 20 }, () => member))
  expect(bomb.length).toBeLessThan(MAX_INFLATED_BYTES / 200)
  const before = process.memoryUsage().rss
  expect(unpack(bomb)).toEqual({ reason: 'inflates-too-far' })
  expect(process.memoryUsage().rss - before).toBeLessThan(MAX_INFLATED_BYTES * 3)
})
