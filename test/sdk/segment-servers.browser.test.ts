import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSegment } from './compare.ts'
import { installClients } from './install.ts'
import { runClient } from './run-client.ts'
import { KEY, openServer } from './server.ts'
import { type Fault, openWire } from './wire.ts'

// Here because it is slow: the clients' own waits are real.
beforeAll(installClients, 120_000)

let server: Awaited<ReturnType<typeof openServer>>
let wire: Awaited<ReturnType<typeof openWire>>
beforeEach(async () => {
  server = await openServer()
  wire = await openWire(server.origin)
  return async () => {
    await wire.close()
    await server.close()
  }
})

const WHO = { userId: 'user-1', anonymousId: 'anon-1' }
const CALLS = [
  ['identify', { ...WHO, traits: { email: 'ada@example.org', plan: 'pro', address: { city: 'Bonn' } } }],
  ['track', { ...WHO, event: 'Order Completed', properties: { revenue: 12.5, products: [{ sku: 'a' }] } }],
  ['track', { ...WHO, event: 'Umläute & 😀', properties: { 'a.b': 1, none: null } }],
  ['page', { ...WHO, name: 'Home', category: 'Shop', properties: { path: '/' } }],
  ['group', { ...WHO, groupId: 'acme', traits: { seats: 5 } }],
  ['track', { ...WHO, event: 'Old', timestamp: '2020-02-29T12:00:00.000Z', properties: {} }],
  ['alias', { userId: 'user-1', previousId: 'older-1' }],
]

const FAULTS: [string, Fault[]][] = [
  ['without faults', []],
  ['delivered, then 503', ['delivered-503', 'delivered-503']],
  ['delivered, then cut', ['delivered-cut']],
  ['slow', ['slow']],
  ['429 with Retry-After', ['429']],
]

describe.each(['segment-node', 'rudder-node'])('%s', client => {
  test.each(FAULTS)('[E10] %s: what went over the wire is stored once', async (_, faults) => {
    wire.plan(faults)
    expect(await runClient(client, { origin: wire.origin, key: KEY, calls: CALLS })).toEqual([])
    expect(wire.posts()).toBeGreaterThan(faults.filter(fault => fault !== 'slow').length)
    expectSegment(wire.bodies, await server.events())
    const person = await server.person('user-1')
    expect(person.traits).toMatchObject({ email: 'ada@example.org', plan: 'pro', address: { city: 'Bonn' } })
    expect(person.userIds).toEqual(['user-1'])
    expect(person.anonymousIds).toContain('anon-1')
  })
})

test('[E4] a wrong key: analytics-node reports it, and sends it once', async () => {
  const failures = await runClient('segment-node', { origin: wire.origin, key: 'wrong', calls: CALLS })
  expect(failures).toHaveLength(CALLS.length)
  expect(wire.posts()).toBe(1)
  expect(await server.events()).toEqual([])
})
