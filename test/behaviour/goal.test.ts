import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GoalAnswer } from '../../contract/segment/goal-answer.ts'
import { openApp } from '../app.ts'
import { event } from '../store/make.ts'

const DAY = 86_400_000
let app: Awaited<ReturnType<typeof openApp>>
let split: string
let segment: string
let others: string

const post = (path: string, body: unknown) => app.ask(path, { method: 'POST', body: JSON.stringify(body) })
const ask = async (query: string, body: object): Promise<GoalAnswer> =>
  (await post(`/api/behaviour/goal?segment=${segment}${query}`, body)).body
const plan = (value: string) => ({
  version: 1,
  subject: 'person',
  where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: [value] } },
})

beforeAll(async () => {
  app = await openApp()
  const at = Date.now() - 7 * DAY
  split = new Date(at).toISOString()
  // 40 people of a plan, there for a month: 10 order before, 30 after, 5 of them both times. 12 of another order once.
  for (let n = 0; n < 52; n++) {
    const ids = { anonymousId: `visitor-${n}`, userId: `user-${n}` }
    const ordered = (when: number) => event({ ...ids, event: 'Ordered', at: when, messageId: `${n} ${when}` })
    const known = { ...ids, type: 'identify' as const, at: at - 30 * DAY, messageId: `known ${n}` }
    await app.store.putEvents('main', [event({ ...known, traits: { plan: n < 40 ? 'pro' : 'free' } })])
    if (n < 10 || n >= 40) await app.store.putEvents('main', [ordered(at - DAY)])
    if (n >= 5 && n < 35) await app.store.putEvents('main', [ordered(at + DAY)])
  }
  const did = {
    ...{ of: 'did', act: { act: 'event', event: 'Ordered', where: [] } },
    ...{ days: 7, direction: 'up' },
  }
  const make = async (name: string, goal: object) =>
    (await post('/api/segments', { name, definition: plan(name), goal })).body.id
  segment = await make('pro', { goal: 'More orders', metric: did })
  others = await make('free', {})
})
afterAll(() => app.close())

test('[U52] the same people before and after: who changed decides, and the verdict is told in words', async () => {
  const answer = await ask('', { split: { by: 'date', at: split } })
  const [stayed, came] = answer.rows
  expect(stayed).toMatchObject({ about: 'stayed', verdict: 'higher', difference: 0.5 })
  expect(stayed?.sides.map(({ did, of }) => [did, of])).toEqual([
    [30, 40],
    [10, 40],
  ])
  expect(stayed!.low).toBeGreaterThan(0)
  expect(came).toMatchObject({ about: 'came', verdict: 'too-few' })
  expect(answer).toMatchObject({ outcome: 'came-true', words: 'It came true.' })
})

test('[U52] the people told behind a number are as many', async () => {
  const { rows } = await ask('', { split: { by: 'date', at: split } })
  for (const { people, did, of } of rows.flatMap(({ sides }) => sides)) {
    for (const [definition, total] of [
      [people.did, did],
      [people.of, of],
    ] as const) {
      const asked = new URLSearchParams({
        definition: JSON.stringify(definition),
        asOf: new Date(people.asOf).toISOString(),
      })
      expect((await app.ask(`/api/persons?${asked}`)).body.total).toBe(total)
    }
  }
})

test('[U52] beside another segment, in the days of the metric', async () => {
  const answer = await ask(`&compare=${others}`, { split: null })
  expect(answer.rows[0]?.sides.map(({ did, of }) => [did, of])).toEqual([
    [30, 40],
    [0, 12],
  ])
  expect(answer.outcome).toBe('came-true')
  expect(answer.days).toBe(7)
})

test('[U52] without a metric, without a side, or in the future there is a sentence instead', async () => {
  const refused = async (query: string, body: object) =>
    (await post(`/api/behaviour/goal?${query}`, body)).body.error.message
  expect(await refused(`segment=${others}`, { split: null })).toMatch(/whose goal has a metric/)
  expect(await refused(`segment=${segment}`, { split: null })).toMatch(/whom the segment is compared with/)
  const ahead = { split: { by: 'date', at: new Date(Date.now() + DAY).toISOString() } }
  expect(await refused(`segment=${segment}`, ahead)).toMatch(/lies ahead/)
})
