import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAbout, countExactly } from '../../server/read/segments/sample.ts'
import type { Question } from '../../server/segment/question.ts'
import { openApp } from '../app.ts'
import { event } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
const PEOPLE = 60
beforeAll(async () => {
  open = await openApp()
  const at = Date.now() - 60_000
  const did = (name: string, i: number) =>
    event({ messageId: `${name}-${i}`, event: name, userId: `u${i}`, at })
  const people = Array.from({ length: PEOPLE }, (_, i) => i)
  await open.store.putEvents(
    'main',
    people.map(i => did('Signed Up', i)),
  )
  await open.store.putEvents(
    'main',
    people.filter(i => i < 30).map(i => did('Project Created', i)),
  )
  await open.store.putEvents(
    'main',
    people.filter(i => i < 20).map(i => did('Order Completed', i)),
  )
})
afterAll(() => open.close())

const post = (path: string, body: unknown) => open.ask(path, { method: 'POST', body: JSON.stringify(body) })
const did = (name: string) => ({
  version: 1,
  subject: 'person',
  where: { kind: 'event', event: name, where: [], count: { op: 'at-least', n: 1 }, window: { kind: 'ever' } },
})
const ordered = {
  of: 'did',
  act: { act: 'event', event: 'Order Completed', where: [] },
  days: 7,
  direction: 'up',
}

test('[M50] templates guess from what arrived, and are filled in', async () => {
  const { body } = await open.ask('/api/segments/templates')
  const template = body.items.find(({ id }: { id: string }) => id === 'not-activated')
  expect(template.questions.map(({ guess }: { guess: string }) => guess)).toEqual([
    'Signed Up',
    'Order Completed',
  ])
  const answers = { signup: 'Signed Up', key: 'Project Created' }
  const made = (await post('/api/segments/templates/not-activated', { answers })).body
  expect(made).toMatchObject({ goal: { metric: { act: { event: 'Project Created' } } } })
  expect((await post('/api/segments', made)).status).toBe(200)
  const refused = await post('/api/segments/templates/not-activated', { answers: { signup: 'Signed Up' } })
  expect(refused).toMatchObject({ status: 400, body: { error: { problems: [{ at: 'answers.key' }] } } })
  expect((await post('/api/segments/templates/none', { answers })).status).toBe(404)
})

test('[M51] a segment answers with its goal, and its metric beside everyone else', async () => {
  const goal = { goal: 'Sell', hypothesis: { cause: 'it is easy', effect: 'they buy' }, metric: ordered }
  const input = { name: 'Makers', definition: did('Project Created'), goal }
  const saved = (await post('/api/segments', input)).body
  expect(saved.goal).toEqual(goal)
  const { body } = await open.ask(`/api/segments/${saved.id}/metric`)
  expect(body).toMatchObject({ segment: { of: 30, who: 20 }, others: { of: 30, who: 0 } })
  expect(body.difference.low).toBeGreaterThan(0.4)
  expect(body).toMatchObject({ warning: null, words: expect.stringContaining('67 points more') })
  const without = (await post('/api/segments', { name: 'Plain', definition: did('Signed Up') })).body
  expect(without).not.toHaveProperty('goal')
  expect((await open.ask(`/api/segments/${without.id}/metric`)).status).toBe(400)
  const field = {
    of: 'field',
    field: 'duration',
    is: { op: 'contains', text: 'x' },
    days: 7,
    direction: 'up',
  }
  const bad = await post('/api/segments', { ...input, goal: { ...goal, metric: field } })
  expect(bad).toMatchObject({ status: 400, body: { error: { problems: [{ at: 'goal.metric' }] } } })
})

test('[M52] the overlap of all segments is told in persons, with what might be one', async () => {
  const { body } = await open.ask('/api/segments/overlap')
  expect(body).toMatchObject({ persons: PEOPLE, ofSample: false, left: 0 })
  const named = (name: string) => body.segments.find((one: { name: string }) => one.name === name)
  expect(named('Makers')).toMatchObject({ persons: 30, metric: { of: 30, who: 20 } })
  const pair = body.pairs.find(
    ({ a, b }: { a: string; b: string }) =>
      [a, b].includes(named('Makers').id) && [a, b].includes(named('Plain').id),
  )
  expect(pair).toMatchObject({ both: 30, jaccard: 0.5, merge: null })
})

test('[M53] a count among some people is near the exact one, and its interval holds it', async () => {
  const question: Question = {
    segment: {
      subject: 'person',
      where: {
        kind: 'event',
        event: 'Project Created',
        where: [],
        count: { op: 'at-least', n: 1 },
        window: { kind: 'ever' },
      },
    },
    asOf: { kind: 'at', time: Date.now() },
  }
  const whole = await open.store.count('main')
  const exact = await countExactly(open.store, 'main', question, whole)
  expect(exact).toMatchObject({ persons: 30, ofSample: null })
  // A project ten times as large, of which these are the people looked at.
  const about = await countAbout(open.store, 'main', question, { sessions: 0, persons: PEOPLE * 10 })
  expect(about).toMatchObject({ persons: 300, ofSample: PEOPLE })
  expect(about.intervals.persons.low).toBeLessThan(0.5)
  expect(about.intervals.persons.high).toBeGreaterThan(0.5)
  const preview = await post('/api/segments/preview', { definition: did('Signed Up'), sample: true })
  expect(preview.body).toMatchObject({ persons: PEOPLE, ofSample: null, intervals: { persons: { high: 1 } } })
})
