import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { type Browsing, startBrowsing } from '../viewer/browse.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const EXAMPLE = readFileSync('server/demo/journeys/signup.yaml', 'utf8')

let server: RunningServer
let browsing: Browsing
let folder: string
beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  folder = mkdtempSync(join(tmpdir(), 'segreel-check-'))
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ran {
  code: number
  said: string
  junit: string
}

/** The command itself, as CI runs it. */
function check(journey: string, env: Record<string, string> = {}): Promise<Ran> {
  const file = join(folder, 'journey.yaml')
  const report = join(folder, 'report.xml')
  writeFileSync(file, journey.replace('http://127.0.0.1:4600', server.origin))
  rmSync(report, { force: true })
  const args = [MAIN, 'check', file, '--junit', report]
  return new Promise(done => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, SEGREEL_ADMIN_TOKEN: server.token, ...env } },
      (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : 0
        let junit = ''
        try {
          junit = readFileSync(report, 'utf8')
        } catch {
          // None is written when nothing could be checked.
        }
        done({ code, said: stdout + stderr, junit })
      },
    )
  })
}

/** Runs in the page, whose parser is as strict as those of CI. */
function countsOf(xml: string) {
  const read = new DOMParser().parseFromString(xml, 'application/xml')
  const suite = read.querySelector('testsuites > testsuite')
  const many = (name: string) => suite?.querySelectorAll(name).length
  return {
    wellFormed: read.querySelector('parsererror') === null,
    said: [suite?.getAttribute('tests'), suite?.getAttribute('failures')],
    there: [many('testcase'), many('testcase > failure')],
  }
}
function counts(text: string, tag: string): number {
  return text.split(`<${tag}`).length - 1
}

test('[J3] a sound journey ends with 0, driven and as a finished session', async () => {
  const ran = await check(EXAMPLE)
  expect(ran).toMatchObject({ code: 0, said: expect.stringContaining(', 0 failed') })
  expect(ran.said).toContain('only 0 weeks of history: too little to tell')
  expect(ran.junit).toMatch(/^<\?xml version="1.0"/)
  expect(ran.junit).not.toContain('<failure')

  const { items } = await server.api<{ items: { sessionId: string }[] }>('/events?event=Signup%20Completed')
  const [steps, events] = [EXAMPLE.indexOf('steps:'), EXAMPLE.indexOf('events:')]
  const finished = `${EXAMPLE.slice(0, steps)}session: ${items[0]?.sessionId}\n${EXAMPLE.slice(events)}`
  expect(await check(finished)).toMatchObject({ code: 0 })
})

test('[J3] a broken journey ends with 1 and says what is broken', async () => {
  const wrong = EXAMPLE.replace('planName: string', 'planName: number').replace(
    'click: Create account',
    'click: Nothing is called so',
  )
  const ran = await check(wrong)
  expect(ran.code).toBe(1)
  expect(ran.said).toContain('✗ every step can be taken')
  expect(ran.said).toContain('"Create the account" could not be taken')
  expect(ran.said).toContain('✗ Signup Completed: once')
  expect(ran.junit).toContain('<testcase classname="Sign-up.collection" name="every step can be taken">')
  const page = await browsing.open('about:blank')
  const counted: unknown = await page.evaluate(countsOf, ran.junit)
  const [tests, failures] = [counts(ran.junit, 'testcase '), counts(ran.junit, 'failure ')]
  expect(counted).toEqual({ wellFormed: true, said: [`${tests}`, `${failures}`], there: [tests, failures] })
})

test('[J3] what cannot be checked ends with 2 and one sentence', async () => {
  expect(await check('name: x')).toMatchObject({
    code: 2,
    said: expect.stringContaining('The journey cannot be used. Give “events”'),
  })
  expect(await check(EXAMPLE, { SEGREEL_ADMIN_TOKEN: 'wrong' })).toMatchObject({
    code: 2,
    said: expect.stringContaining('SEGREEL_ADMIN_TOKEN is not the token'),
  })
  const nobody = EXAMPLE.replace('http://127.0.0.1:4600', 'http://127.0.0.1:9')
  expect(await check(nobody)).toMatchObject({ code: 2, said: expect.stringContaining('No Segreel answers') })
})
