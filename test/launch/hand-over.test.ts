import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const HAND_OVER = fileURLToPath(new URL('../../server/launch/hand-over.js', import.meta.url))

/** A process that hands over to another one, which runs this program. */
function handingOver(program: string): ChildProcess {
  const call = `import { handOver } from ${JSON.stringify(HAND_OVER)}
    process.exit(await handOver(process.execPath, ['-e', ${JSON.stringify(program)}]))`
  return spawn(process.execPath, ['--input-type=module', '-e', call], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('the exit code is that of the program in charge', async () => {
  const [code] = await once(handingOver('process.exit(7)'), 'close')
  expect(code).toBe(7)
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s reaches the program in charge, which may end well',
  async signal => {
    const started = handingOver(
      `process.on('${signal}', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')`,
    )
    if (started.stdout) await once(started.stdout, 'data')
    started.kill(signal)
    const [code] = await once(started, 'close')
    expect(code).toBe(0)
  },
)

test('a program ended by a signal counts as 128 + its number', async () => {
  const [code] = await once(handingOver("process.kill(process.pid, 'SIGKILL')"), 'close')
  expect(code).toBe(137)
})
