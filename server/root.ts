import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The package's folder, from the sources (server/) and from the built files (dist/server/) alike: the nearest
 * folder above that holds our package.json.
 */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'segreel') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The package.json of segreel is not above this file.')
  return findRoot(parent)
}

/** A worker's file beside `from`: TypeScript in a clone, JavaScript in the built package. */
export function workerFile(name: string, from: string): URL {
  return new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from)
}

export const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version
