import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkAnalysis } from '../../server/check/ask.ts'
import { type Cohort, readJourney } from '../../server/check/journey.ts'
import { AskedServer } from '../../server/check/server.ts'
import { openApp, TOKEN, WRITE_KEY } from '../app.ts'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'

const WEEK = 7 * 86_400_000
const HOUR = 3_600_000

let app: Awaited<ReturnType<typeof openApp>>
let server: AskedServer
let end: () => Promise<void>
beforeEach(async () => {
  app = await openApp()
  const http = createServer(getRequestListener(app.app.fetch))
  await new Promise<void>(done => http.listen(0, '127.0.0.1', done))
  server = new AskedServer(`http://127.0.0.1:${portOf(http)}`, TOKEN, undefined)
  end = async () => {
    await close(http)
    await app.close()
  }
})
afterEach(() => end())

const send = (batch: object[]) =>
  app.ask('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: WRITE_KEY, batch }) })
const signUp = (user: string, at: number) => [
  { type: 'track', event: 'Signup Started', anonymousId: `d-${user}`, timestamp: new Date(at).toISOString() },
  {
    type: 'track',
    event: 'Signup Completed',
    anonymousId: `d-${user}`,
    userId: user,
    timestamp: new Date(at + 1_000).toISOString(),
    properties: { planCode: 'growth', seconds: 4.5, trial: true },
  },
]
const journeyOf = (segments: Cohort[], properties: string[] = ['planCode', 'seconds', 'trial']) =>
  readJourney(
    JSON.stringify({
      name: 'Sign-up',
      session: 's',
      events: [
        { event: 'Signup Started' },
        { event: 'Signup Completed', properties: Object.fromEntries(properties.map(one => [one, {}])) },
      ],
      analysis: { funnel: ['Signup Started', 'Signup Completed'], segments, stable: ['Signup Completed'] },
    }),
  )
const check = async (segments: Cohort[], properties?: string[]) => {
  const events = await server.events({ anonymous: 'd-ada' })
  return checkAnalysis(journeyOf(segments, properties), server, events)
}

test('[J2] the analysis of a sound sign-up agrees with its events', async () => {
  const now = Date.now()
  await send(signUp('ada', now - HOUR))
  await send([...signUp('bob', now - HOUR / 2), ...signUp('cy', now - HOUR / 3).slice(0, 1)])
  const where = {
    kind: 'event',
    event: 'Signup Completed',
    where: [],
    count: { op: 'at-least', n: 1 },
    window: { kind: 'ever' },
  }
  const definition = { version: 1, subject: 'person', where }
  await app.ask('/api/segments', { method: 'POST', body: JSON.stringify({ name: 'Signed up', definition }) })
  const checks = await check(['Signed up'])
  expect(checks.filter(one => one.problem !== undefined)).toEqual([])
  expect(checks).toContainEqual({
    layer: 'analysis',
    name: 'funnel: the analysis counts what the events say',
    note: '3 → 2',
  })
  expect(checks.map(({ name }) => name)).toContain('Signup Completed: segments find seconds = 4.5')
  expect(checks.at(-1)?.note).toContain('too little to tell')
})

test('[J2] what the analysis cannot find, and a drop, are problems', async () => {
  const now = Date.now()
  const weeks = [1, 2, 3, 4, 5].flatMap(ago =>
    Array.from({ length: 30 }, (_, i) => signUp(`w${ago}-${i}`, now - ago * WEEK - HOUR)).flat(),
  )
  await send(weeks)
  await send(signUp('ada', now - HOUR))
  const where = { kind: 'trait', trait: 'plan', is: { op: 'exists' } }
  const definition = { version: 1, subject: 'person', where }
  await app.ask('/api/segments', { method: 'POST', body: JSON.stringify({ name: 'Paying', definition }) })
  const problems = (await check(['Paying', 'Gone'], ['country'])).flatMap(({ name, problem }) =>
    problem === undefined ? [] : [`${name}: ${problem}`],
  )
  expect(problems[0]).toBe(
    'Signup Completed: property country can be asked for: No Signup Completed ever carried it: segments cannot choose it.',
  )
  expect(problems[1]).toContain('in the segment "Paying": The visitor is not in it after the journey: ')
  expect(problems[2]).toBe('in the segment "Gone": There is no such segment.')
  expect(problems[3]).toContain('1 in the last 24 hours, usually 30 at this time of the week: a drop')
  expect(problems).toHaveLength(4)
})

test('[J2] a segment written out as text is asked, and one that cannot be read says why', async () => {
  await send(signUp('ada', Date.now() - HOUR))
  const cohort = async (text: string) => {
    const found = await check([{ name: 'On growth', text }])
    return found.find(one => one.name === 'in the segment "On growth"')?.problem
  }
  expect(await cohort('person where did "Signup Completed" where ("planCode" is "growth")')).toBeUndefined()
  expect(await cohort('person where did "Signup Completed" where ("planCode" is "free")')).toContain(
    'is not in it',
  )
  expect(await cohort('person whose name is Ada')).toContain('It cannot be read: Expected')
})

test('[J2] an event that never came fails once, not for each of its properties', async () => {
  await send(signUp('ada', Date.now() - 1_000))
  const journey = readJourney(
    JSON.stringify({
      name: 'Sign-up',
      session: 's',
      events: [{ event: 'Signup Finished', properties: { planCode: {}, seconds: {} } }],
    }),
  )
  const found = await checkAnalysis(journey, server, await server.events({ anonymous: 'd-ada' }))
  expect(found.filter(one => one.problem !== undefined)).toMatchObject([
    { name: 'Signup Finished: can be asked for', problem: expect.stringMatching(/^No event of this name/) },
  ])
  const carried = await check([], ['planCode', 'price'])
  expect(carried.filter(one => one.problem !== undefined)).toMatchObject([
    { problem: 'No Signup Completed ever carried it: segments cannot choose it.' },
  ])
})
