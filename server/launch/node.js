// @ts-check
// Node >= 22.18 runs TypeScript as it is. Where the machine's Node is older, Node 24 comes as npm's package `node`.
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { handOver } from './hand-over.js'
import { npm, withNodeFirst } from './npm.js'
import { run } from './run.js'
import { fail, say } from './say.js'

const OLDEST = { major: 22, minor: 18 }
const FETCHED = 'node@24'
const PROGRAM = join('node_modules', 'node', 'bin', 'node')

/** @param {string} version as process.version says it: v22.18.0 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)
}

/**
 * Returns on a Node that is new enough; on an older one runs the script on a newer Node and exits as that did.
 * @param {string} root
 */
export async function continueOnNewNode(root) {
  if (isNewEnough(process.version)) return
  const node = await findOrFetch(root)
  process.exit(await handOver(node, process.argv.slice(1), withNodeFirst(node)))
}

/** @param {string} root */
async function findOrFetch(root) {
  const folders = [join(root, '.node'), join(cacheFolder(process.env), 'segreel', 'node')]
  const found = folders.map(folder => join(folder, PROGRAM)).find(existsSync)
  if (found) return found
  const folder = folders.find(isWritable)
  if (!folder)
    return fail(`Node cannot be fetched: neither ${folders.join(' nor ')} can be written. ${otherWay()}`)
  return fetchNode(folder)
}

/** @param {string} folder */
async function fetchNode(folder) {
  say(`Fetching Node 24 with npm, because this machine's is ${process.version}`)
  // A package.json of its own keeps npm from climbing to the project's, and lets this one install script run.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  const installed = await npm(['install', '--no-save', FETCHED], folder)
  const node = join(folder, PROGRAM)
  const tried = await run(node, ['--version'], { cwd: folder })
  if (tried.code === 0 && isNewEnough(tried.output.trim())) return node
  return fail(`Node 24 could not be fetched. ${otherWay()}`, installed.output + tried.output)
}

function otherWay() {
  return `Install Node ${OLDEST.major}.${OLDEST.minor} or newer, then run this again.`
}

/** @param {NodeJS.ProcessEnv} environment */
function cacheFolder(environment) {
  return environment.XDG_CACHE_HOME || join(homedir(), '.cache')
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
