import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const FILE = fileURLToPath(new URL('../../server/launch/young-objects.js', import.meta.url))

/** A process that bounds its young objects as the package's bin does, and then tells what it is. */
async function bounded(options: string[], env: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'segreel-young-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'bin.mjs')
  writeFileSync(
    script,
    `import { boundYoungObjects } from ${JSON.stringify(FILE)}
     boundYoungObjects()
     const { pid, execArgv, argv } = process
     console.log(JSON.stringify({ pid, execArgv, args: argv.slice(2) }))`,
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
  'the bin runs with bounded young objects: same process, same arguments',
  async () => {
    const { told, pid } = await bounded(['--enable-source-maps'])
    const execArgv = ['--max-semi-space-size=16', '--enable-source-maps']
    expect(told).toEqual({ pid, execArgv, args: ['derive', 'two words'] })
  },
)

test('who bounds young objects otherwise is left alone', async () => {
  expect((await bounded(['--max-semi-space-size=8'])).told).toMatchObject({
    execArgv: ['--max-semi-space-size=8'],
  })
  const env = { NODE_OPTIONS: '--max-semi-space-size=8' }
  expect((await bounded([], env)).told).toMatchObject({ execArgv: [] })
})
