import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const FILE = fileURLToPath(new URL('../../server/launch/bounded-memory.js', import.meta.url))

/** A process that bounds its memory as the package's bin does, and then tells what it is. */
async function bounded(options: string[], env: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'segreel-bounded-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'bin.mjs')
  writeFileSync(
    script,
    `import { boundMemory } from ${JSON.stringify(FILE)}
     boundMemory()
     const { pid, execArgv, argv, env } = process
     const arenas = env.MALLOC_ARENA_MAX
     console.log(JSON.stringify({ pid, execArgv, arenas, args: argv.slice(2) }))`,
  )
  const child = spawn(process.execPath, [...options, script, 'derive', 'two words'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', text => {
    said += text
  })
  await once(child, 'close')
  const told: unknown = JSON.parse(said)
  return { told, pid: child.pid }
}

test.skipIf(process.platform === 'win32')(
  'the bin runs with bounded memory, as npm start does: same process, same arguments',
  async () => {
    const { told, pid } = await bounded(['--enable-source-maps'])
    const execArgv = ['--max-semi-space-size=16', '--heap-growing-percent=40', '--enable-source-maps']
    expect(told).toEqual({ pid, execArgv, arenas: '2', args: ['derive', 'two words'] })
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(scripts.start).toContain(`MALLOC_ARENA_MAX=2 node ${execArgv.slice(0, 2).join(' ')} `)
  },
)

test('who bounds memory otherwise is left alone', async () => {
  expect((await bounded(['--max-semi-space-size=8'])).told).toMatchObject({
    execArgv: ['--max-semi-space-size=8'],
  })
  const env = { NODE_OPTIONS: '--max-semi-space-size=8' }
  expect((await bounded([], env)).told).toMatchObject({ execArgv: [] })
})
