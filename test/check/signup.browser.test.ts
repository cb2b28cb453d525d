import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJourney } from '../../server/check/journey.ts'
import { runJourney } from '../../server/check/run.ts'
import { AskedServer } from '../../server/check/server.ts'
import { openApp, TOKEN } from '../app.ts'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'

let app: Awaited<ReturnType<typeof openApp>>
let origin = ''
let end: () => Promise<void>
beforeEach(async () => {
  app = await openApp()
  const server = createServer(getRequestListener(app.app.fetch))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${portOf(server)}`
  end = async () => {
    await close(server)
    await app.close()
  }
})
afterEach(() => end())

const EXAMPLE = readFileSync('server/demo/journeys/signup.yaml', 'utf8')
const problems = async (text: string) => {
  const journey = readJourney(text.replace('http://127.0.0.1:4600', origin))
  const checks = await runJourney(journey, new AskedServer(origin, TOKEN, undefined))
  return checks.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : []))
}

test('[J1] [J2] the example: a sign-up in the demo shop, both layers, driven and read again', async () => {
  const where = {
    kind: 'event',
    event: 'Signup Completed',
    where: [],
    count: { op: 'at-least', n: 1 },
    window: { kind: 'ever' },
  }
  const definition = { version: 1, subject: 'person', where }
  await app.ask('/api/segments', { method: 'POST', body: JSON.stringify({ name: 'Signed up', definition }) })
  expect(await problems(EXAMPLE.replace('  segments:\n', '  segments:\n    - Signed up\n'))).toEqual([])

  const { items } = (await app.ask('/api/events?event=Signup%20Completed')).body
  const steps = EXAMPLE.indexOf('steps:')
  const events = EXAMPLE.indexOf('events:')
  const finished = `${EXAMPLE.slice(0, steps)}session: ${items[0].sessionId}\n${EXAMPLE.slice(events)}`
  expect(await problems(finished)).toEqual([])
})

test('[J1] [J2] what is wrong is found', async () => {
  const wrong = EXAMPLE.replace('step: Fill in the form', 'step: Begin')
    .replace('event: Signup Completed', 'event: signup completed')
    .replace('platform: string', 'platform: number\n      source: string')
    .replace('  segments:\n', '  segments:\n    - Gone\n')
  const found = await problems(wrong)
  for (const said of [
    'Signup Started: during "Begin": It fired during "Fill in the form".',
    'Signup Started: property platform: It is "web": it must be number.',
    'Signup Started: property source: It is missing.',
    'signup completed: once: It came 0 times; "Signup Completed" came instead. Names match exactly.',
    'signup completed: can be asked for: No event of this name ever arrived: segments cannot choose it, nor what it carries.',
    'in the segment "Gone": There is no such segment.',
  ]) {
    expect(found).toContain(said)
  }
})
