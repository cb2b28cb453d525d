// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.js'
import { fail, say } from './say.js'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/**
 * True when everything the lockfile asks for is there. npm keeps its own record of what it installed, and writes
 * it last, so an interrupted install counts as none. Packages for other machines are optional and may be missing.
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    const present = installed[path]
    if (path === '') return true
    if (!present) return wanted.optional === true
    return present.version === wanted.version && present.integrity === wanted.integrity
  })
}

/** @param {string} root */
export async function ensureDependencies(root) {
  const locked = readPackages(join(root, 'package-lock.json'))
  if (!locked) fail('package-lock.json is missing or broken. Restore it: git checkout package-lock.json')
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (installed && isInstalled(locked, installed)) return
  say('Installing dependencies (npm ci)')
  // No dependency needs its install script, and npm would invent one: a lockfile does not keep `gypfile: false`, so
  // npm ci compiles better-sqlite3 next to the program it ships, which asks for Python, a compiler and Node's headers.
  const { code, output } = await npm(['ci', '--include=dev', '--ignore-scripts'], root)
  if (code !== 0)
    fail('The dependencies could not be installed. Check the network, then run this again.', output)
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}
