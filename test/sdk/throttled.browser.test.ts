import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { installClients } from './install.ts'
import { runClient } from './run-client.ts'

// Here because it is slow: the client's wait of 30 s is real.
beforeAll(installClients, 120_000)

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ SEGREEL_AMPLITUDE_EVENTS_PER_SECOND: '50' })
})
afterAll(() => server.stop())

test('[E25] Amplitude’s client, throttled, holds its events back and delivers every one', async () => {
  // A minute of 50 a second are taken at once; what is above waits.
  const calls = Array.from({ length: 3_200 }, (_, n) => ['Tick', { n }])
  const failures = await runClient('amplitude-node', {
    origin: server.origin,
    key: server.writeKey,
    calls,
  })
  expect(failures).toEqual([])
  const { items } = await server.api<{ items: { outcome: string; reason: string; count: number }[] }>(
    '/ingest/outcomes',
  )
  const stored = items
    .filter(({ outcome }) => outcome === 'stored')
    .reduce((sum, { count }) => sum + count, 0)
  expect(stored).toBeGreaterThanOrEqual(calls.length)
}, 120_000)
