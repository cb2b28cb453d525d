import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Source files that git knows or would add, relative to the root. */
export function sourceFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
  return listed
    .split('\n')
    .filter(file => /\.(ts|tsx|js|css)$/.test(file) && existsSync(file))
    .sort()
}

/** Relative imports of a file, as paths from the root; types count, they couple as well. */
export function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const found = new Set<string>()
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?from\s*['"](\.[^'"]+)['"]/gm,
    /^\s*import\s*['"](\.[^'"]+)['"]/gm,
    /\bimport\(\s*['"](\.[^'"]+)['"]/g,
  ]
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) found.add(normalize(join(dirname(file), match[1] ?? '')))
  }
  return [...found].map(path => path.replace(/\?.*$/, ''))
}
