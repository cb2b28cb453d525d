import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'

const FOLDER = import.meta.dirname
const STAMP = `${FOLDER}/node_modules/.installed`

/**
 * The clients are too large for the project's own set-up, so they are installed by the first test that asks.
 * Optional packages are native speed-ups of a queue that no test uses.
 */
export async function installClients(): Promise<void> {
  const lock = hash('sha256', readFileSync(`${FOLDER}/package-lock.json`))
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return
  const options = ['--no-save', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund']
  await promisify(execFile)('npm', ['install', ...options], { cwd: FOLDER })
  writeFileSync(STAMP, lock)
}
