import { expect, test } from 'vitest'
import { amplitudeRoutes } from '../../../server/ingest/amplitude/routes.ts'
import { Throttle } from '../../../server/ingest/amplitude/throttle.ts'
import { KEY, NOW, openDoor } from '../event-door.ts'

const event = { event_type: 'Song Played', user_id: 'user-1', device_id: 'device-1' }

async function open(perSecond: number) {
  const opened = await openDoor()
  const clock = { now: NOW }
  const app = amplitudeRoutes({ ...opened.door, throttle: new Throttle(perSecond), now: () => clock.now })
  let sent = 0
  const post = async (events: object[]) => {
    const all = events.map(one => ({ ...event, ...one, insert_id: `i-${sent++}` }))
    const answer = await app.request('/batch', {
      method: 'POST',
      body: JSON.stringify({ api_key: KEY, events: all }),
    })
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }
  const many = (n: number, one: object = {}) => Array.from({ length: n }, () => one)
  return { ...opened, clock, post, many }
}

test('[E25] who sends too much is named, nothing of the request is taken, and later it goes on', async () => {
  const { clock, post, many, events } = await open(100)
  for (let i = 0; i < 3; i++) expect((await post(many(2_000))).status).toBe(200)
  const other = { user_id: 'user-2', device_id: 'device-2' }
  const answer = await post([other, {}, { device_id: 'device-3' }, other])
  expect(answer).toMatchObject({
    status: 429,
    body: {
      code: 429,
      eps_threshold: 100,
      throttled_users: { 'user-1': 2 },
      throttled_devices: { 'device-1': 1 },
      throttled_events: [1, 2],
    },
  })
  expect(answer.headers.get('retry-after')).toBe('30')
  expect(events()).toHaveLength(6_000)
  // As the client does: the others at once, those named after 30 s.
  expect((await post([other, other])).status).toBe(200)
  clock.now += 30_000
  expect((await post([{}, { device_id: 'device-3' }])).status).toBe(200)
  expect((await post(many(2_000))).status).toBe(200)
  expect((await post(many(1_000))).status).toBe(429)
})

test('[E25] however low the bound, a whole request fits; 0 is no bound', async () => {
  const strict = await open(1)
  expect((await strict.post(strict.many(2_000))).status).toBe(200)
  expect((await strict.post(strict.many(1))).status).toBe(429)
  strict.clock.now += 1_000
  expect((await strict.post(strict.many(1))).status).toBe(200)
  const free = await open(0)
  for (let i = 0; i < 10; i++) expect((await free.post(free.many(2_000))).status).toBe(200)
})
