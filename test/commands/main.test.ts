import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnalyticsEvent, List } from '../../contract/api.ts'
import { startServer } from '../running-server.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segreel-main-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, SEGREEL_DATA: join(folder, 'data'), SEGREEL_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', bytes => {
    said += bytes
  })
  child.stderr.on('data', bytes => {
    said += bytes
  })
  await once(child, 'close')
  return { code: child.exitCode, said: said.trim() }
}

test('[C1] what cannot be served ends with one clear sentence and exit code 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  const file = join(folder, 'a-file')
  writeFileSync(file, '')

  const cases: [Record<string, string>, RegExp][] = [
    [{ SEGREEL_PORT: port }, /^Port \d+ is in use; stop what uses it, or set SEGREEL_PORT to another\.$/],
    [{ SEGREEL_DATA: join(file, 'data') }, /^The data folder .* cannot be written .*SEGREEL_DATA.*\.$/],
    [{ SEGREEL_PORT: 'eighty' }, /^SEGREEL_PORT is "eighty"; give a port from 0 to 65535\.$/],
    [{ SEGREEL_PROT: '80' }, /^SEGREEL_PROT is not a setting; there are .*\.$/],
    [
      { SEGREEL_HOST: '203.0.113.7' },
      /^SEGREEL_HOST is "203\.0\.113\.7", which is no address of this machine\.$/,
    ],
    [{ SEGREEL_ADMIN_TOKEN: 'short' }, /^SEGREEL_ADMIN_TOKEN is shorter than 8 characters; .*\.$/],
  ]
  for (const [env, sentence] of cases) {
    const { code, said } = await run([], env)
    expect(said).toMatch(sentence)
    expect(said.split('\n')).toHaveLength(1)
    expect(code).toBe(1)
  }
  taken.close()
})

test('[C1] an unknown command, or an unknown word after one, says what there is', async () => {
  expect(await run(['dance'], {})).toMatchObject({
    code: 1,
    said: expect.stringMatching(/"dance" is no command/),
  })
  expect(await run(['derive', '--agian'], {})).toMatchObject({
    code: 1,
    said: expect.stringMatching(/takes --again/),
  })
})

test('[C2] SIGTERM finishes what was accepted and exits 0', async () => {
  const data = join(folder, 'stopped')
  const server = await startServer({ SEGREEL_DATA: data })
  const sent = Array.from({ length: 40 }, async (_, i) => {
    const answer = await fetch(`${server.origin}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${server.writeKey}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messageId: `m-${i}`, event: 'Stopped', userId: 'someone' }),
    })
    expect(answer.status).toBe(200)
    return `m-${i}`
  })
  await Promise.any(sent)
  server.process.kill('SIGTERM')
  await once(server.process, 'exit')
  expect(server.process.exitCode).toBe(0)
  // Requests that found the door closed were told so; the others must be there.
  const ends = await Promise.allSettled(sent)
  const accepted = ends.flatMap(end => (end.status === 'fulfilled' ? [end.value] : []))

  const again = await startServer({ SEGREEL_DATA: data })
  const { items } = await again.api<List<AnalyticsEvent>>('/events?event=Stopped')
  expect(items.map(one => one.messageId)).toEqual(expect.arrayContaining(accepted))
  await again.stop()
})
