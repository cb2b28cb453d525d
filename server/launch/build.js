// @ts-check
// Builds what browsers load. The server needs no build in a clone: Node runs its TypeScript.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { run } from './run.js'
import { fail, say } from './say.js'

/** Changes to these concern every bundle. */
const COMMON_SOURCES = ['contract', 'vite.config.ts', 'package.json', 'package-lock.json']

/** `modes` are those of vite.config.ts, built in this order into `dist/NAME`. */
export const BUNDLES = [
  { name: 'recorder', modes: ['stub', 'capture', 'npm'], sources: ['recorder'] },
  { name: 'offline', modes: ['offline'], sources: ['viewer/offline'] },
  { name: 'viewer', modes: ['viewer'], sources: ['viewer'] },
]

/** @param {string} root */
export async function ensureBuilt(root) {
  for (const bundle of BUNDLES) {
    const stamp = join(root, 'dist', '.stamps', bundle.name)
    const print = fingerprint(root, [...bundle.sources, ...COMMON_SOURCES])
    if (existsSync(join(root, 'dist', bundle.name)) && read(stamp) === print) continue
    say(`Building the ${bundle.name}`)
    rmSync(join(root, 'dist', bundle.name), { recursive: true, force: true })
    for (const mode of bundle.modes) await viteBuild(root, mode)
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, print)
  }
}

/**
 * @param {string} root
 * @param {string} mode
 */
async function viteBuild(root, mode) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--mode', mode, '--logLevel', 'warn']
  const { code, output } = await run(process.execPath, args, { cwd: root })
  if (code !== 0) fail(`The build of the ${mode} failed: its sources have the error shown above.`, output)
}

/**
 * One hash over the names and bytes of all files in these folders.
 * @param {string} root
 * @param {string[]} sources files and folders
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(source => filesIn(root, source)).sort()) {
    const bytes = readFileSync(join(root, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} source
 * @returns {string[]} paths from the root
 */
function filesIn(root, source) {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [source]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
