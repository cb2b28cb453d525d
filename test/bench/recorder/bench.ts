// npm run bench:recorder            REPS=3 ONLY=none,rrweb,segreel PARTS=bytes,work,start,session,leaving RECORDER=folder
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { measureLeaving, measureSession, measureStart, measureWork } from './measures.ts'
import { ROWS } from './rows.ts'
import { startServers } from './servers.ts'
import { printTable } from './table.ts'

const HERE = import.meta.dirname
const ROOT = join(HERE, '../../..')
const RECORDER = process.env.RECORDER ?? join(ROOT, 'dist/recorder')
const REPS = Number(process.env.REPS ?? 3)
const PARTS = (process.env.PARTS ?? 'bytes,work,start,session,leaving').split(',')
const only = process.env.ONLY?.split(',')
const rows = only ? ROWS.filter(row => only.includes(row.name)) : ROWS

if (!existsSync(join(HERE, 'node_modules'))) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: HERE, stdio: 'inherit' })
}
const bundles = join(HERE, 'node_modules/.cache/bundles')
for (const { name } of rows) {
  if (name === 'none' || name === 'segreel') continue
  await build({
    configFile: false,
    root: HERE,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: bundles,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: join(HERE, `peers/${name}.js`),
        formats: ['iife'],
        name: 'peer',
        fileName: () => `${name}.js`,
      },
    },
  })
}

const weight = (...files: string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
const own = (file: string) => join(RECORDER, file)
const WEIGHTS: Record<string, () => number> = {
  rrweb: () => weight(join(bundles, 'rrweb.js')),
  clarity: () => weight(join(bundles, 'clarity.js')),
  posthog: () =>
    weight(join(bundles, 'posthog.js'), join(HERE, 'node_modules/posthog-js/dist/lazy-recorder.js')),
  segreel: () => weight(own('recorder.js'), own('capture.js')),
}

/** Interleaved: each repetition runs all recorders once, so that a change in the machine's load hits all. */
async function collect<T>(reps: number, measure: (name: (typeof rows)[number]) => Promise<T>) {
  const results = new Map<string, T[]>(rows.map(row => [row.name, []]))
  for (let rep = 0; rep < reps; rep++) {
    for (const row of rows) {
      results.get(row.name)?.push(await measure(row))
      servers.uploads.length = 0
      process.stderr.write('.')
    }
  }
  process.stderr.write('\n')
  return results
}

const servers = await startServers([bundles, RECORDER])
const has = (part: string) => PARTS.includes(part)
const none = new Map<string, never[]>()
const bytes = new Map(has('bytes') ? rows.map(({ name }) => [name, WEIGHTS[name]?.()]) : [])
const work = has('work') ? await collect(REPS, row => measureWork(row, servers)) : none
const small = has('start') ? await collect(REPS, row => measureStart(row, servers, 10_000)) : none
const large = has('start') ? await collect(REPS, row => measureStart(row, servers, 50_000)) : none
const session = has('session') ? await collect(1, row => measureSession(row, servers)) : none
const leavers = Math.max(1, Math.min(4, REPS + 1))
const closed = has('leaving') ? await collect(leavers, row => measureLeaving(row, servers, 'closed')) : none
const navigated = has('leaving')
  ? await collect(leavers, row => measureLeaving(row, servers, 'navigated'))
  : none
servers.stop()
printTable(
  rows.map(row => row.name),
  { bytes, work, small, large, session, closed, navigated },
)
