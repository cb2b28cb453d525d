import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import { launchChromium } from '../../chromium.ts'
import { type RunningServer, startServer } from '../../running-server.ts'
import { playLive, SLACK_MS } from './live.ts'
import { ALL } from './scenarios.ts'
import { scoreOf } from './score.ts'

/** Of each kind what goes wrong and what only looks like it; none whose meaning hangs on tenths of a second. */
const NAMES = [
  'rage on a dead button, still',
  'rage on a dead link',
  'dead button, clock',
  'app: a dead button in a frame',
  'app: a button in a frame that works',
  'app: through a carousel by its arrow',
  'app: a button that opens the picker of a hidden file field',
  'app: likes at once, and the server refuses later',
  'way: to a wrong page and straight back',
  'way: a purchase that ends where it began',
  'slow: the answer takes 4 s',
  'form: refused three times',
  'form: one field tried again and again',
  'form: a chat with five messages',
  'scroll: up and down in search of something',
]
const AT_ONCE = 2

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), startServer()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('[F9] visits recorded by our own recorder, as they happen, are judged as they were labelled', {
  timeout: 240_000,
}, async () => {
  const chosen = ALL.filter(({ name }) => NAMES.includes(name))
  expect(chosen).toHaveLength(NAMES.length)
  expect(faultsOf(await played(chosen))).toEqual([])
})

type Visits = Awaited<ReturnType<typeof playLive>>[]

async function played(scenarios: typeof ALL): Promise<Visits> {
  const waiting = [...scenarios]
  const visits: Visits = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let scenario = waiting.shift(); scenario; scenario = waiting.shift())
        visits.push(await playLive(browser, server, scenario))
    }),
  )
  return visits
}

function faultsOf(visits: Visits): { kind: string; name: string }[] {
  const scores = scoreOf(visits, SLACK_MS)
  return FRUSTRATION_KINDS.flatMap(kind =>
    [...scores[kind].wrong, ...scores[kind].missed].map(name => ({ kind, name })),
  )
}
