import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { send } from '../../server/destinations/send.ts'

/** What the name resolves to, one answer after the other. */
const answers: string[][] = []
vi.mock('node:dns', () => ({
  lookup: (_: string, __: object, told: (error: null, found: object[]) => void) =>
    told(
      null,
      (answers.shift() ?? []).map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
}))

test('[X5] a name that resolves to a private address when it is sent to is refused, whatever it was before', async () => {
  let heard = 0
  const receiver = createServer((_, answer) => {
    heard++
    answer.end()
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  const address = receiver.address()
  const port = typeof address === 'object' ? address?.port : address
  const url = new URL(`http://rebinding.test:${port}/`)
  const payload = { body: '{}', headers: {} }
  for (const found of [['127.0.0.1'], ['::1'], ['10.0.0.7', '127.0.0.1'], ['::ffff:127.0.0.1']]) {
    answers.push(found)
    expect(await send(url, payload, false)).toMatchObject({
      kind: 'never',
      error: expect.stringContaining('private'),
    })
  }
  expect(heard).toBe(0)
  // It was there to be reached.
  expect(await send(new URL(`http://127.0.0.1:${port}/`), payload, true)).toEqual({ kind: 'delivered' })
  expect(heard).toBe(1)
  receiver.close()
})
