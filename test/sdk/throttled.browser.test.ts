import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { installClients } from './install.ts'
import { runClient } from './run-client.ts'
import { openWire } from './wire.ts'

// Here because it is slow: the client's wait of 30 s is real.
beforeAll(installClients, 120_000)

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ SEGREEL_AMPLITUDE_EVENTS_PER_SECOND: '50' })
})
afterAll(() => server.stop())

test('[E25] Amplitude’s client, throttled, holds its events back and delivers every one', async () => {
  // A minute of 50 a second are taken at once; what is above waits.
  const calls = Array.from({ length: 4_000 }, (_, n) => ['Tick', { n }])
  const wire = await openWire(server.origin)
  const failures = await runClient('amplitude-node', {
    origin: wire.origin,
    key: server.writeKey,
    calls,
  })
  await wire.close()
  expect(failures).toEqual([])
  // What was held back went over the wire twice.
  const sent = wire.bodies.reduce((sum, { events }) => sum + (Array.isArray(events) ? events.length : 0), 0)
  expect(sent).toBeGreaterThan(calls.length + 10)
  const { items } = await server.api<{ items: { outcome: string; reason: string; count: number }[] }>(
    '/ingest/outcomes',
  )
  const stored = items
    .filter(({ outcome }) => outcome === 'stored')
    .reduce((sum, { count }) => sum + count, 0)
  expect(stored).toBeGreaterThanOrEqual(calls.length)
}, 120_000)
