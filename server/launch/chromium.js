// @ts-check
// The browser of the tests: CHROME_PATH, else what is installed, else Debian's package (root), else Playwright's.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.js'
import { fail, say } from './say.js'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A font, because text without any has no width; and patience while another apt holds the lock, in s. */
const APT_INSTALL = [
  '-qq',
  '-y',
  '--no-install-recommends',
  '-o',
  'DPkg::Lock::Timeout=120',
  'install',
  'chromium',
  'fonts-liberation',
]

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * The Chromium found without installing anything; null when there is none.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | null>}
 */
export async function findChromium(environment = process.env) {
  if (environment.CHROME_PATH) return environment.CHROME_PATH
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean)
  const installed = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...installed, ...MAC_APPS].find(isProgram) ?? (await findPlaywrights())
}

async function findPlaywrights() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

/** @param {string} root */
export async function ensureChromium(root) {
  const found = await findChromium()
  if (found === null) await install(root)
  const path = found ?? (await findChromium())
  if (!path || !isProgram(path)) {
    fail(
      `There is no browser at ${path ?? 'any known place'}. Set CHROME_PATH to a Chromium or Chrome program.`,
    )
  }
  return path
}

/** @param {string} root */
async function install(root) {
  const debian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (debian) {
    say("Installing Chromium for the tests (Debian's package)")
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { cwd: root, env: environment }
    const updated = await run('apt-get', ['-qq', 'update'], options)
    const added = await run('apt-get', APT_INSTALL, options)
    if (added.code === 0) return
    say(`That failed: ${(added.output || updated.output).trim().split('\n').at(-1)}`)
  }
  say("Fetching Chromium for the tests (Playwright's)")
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  const fetched = await run(process.execPath, [cli, 'install', 'chromium'], { cwd: root })
  if (fetched.code !== 0) {
    fail(
      'Chromium could not be installed. Install Chromium or Chrome and set CHROME_PATH to its program.',
      fetched.output,
    )
  }
}
