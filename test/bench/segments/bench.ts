/**
 * npm run bench:segments [-- SCALE]        SCALE 1 (default): 20 million events. FOLDER=... keeps the data, REPS=7
 * Segments asked of Segreel's embedded engine and of ClickHouse in process, on the same generated data: the answers
 * must be equal; then the CPU time (user and system, all threads) of both, measured in turn, and their ratio.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COPIES, FULL } from './data.ts'
import { QUESTIONS } from './questions.ts'

const HERE = import.meta.dirname
const scale = Number(process.argv[2] ?? 1)
const reps = Number(process.env.REPS ?? 7)
const folder = process.env.FOLDER ?? mkdtempSync(join(tmpdir(), 'segreel-bench-'))

interface Told {
  cpu: number
  wall: number
  hash: string
  text: string
}

if (!existsSync(join(HERE, 'node_modules'))) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: HERE,
    stdio: 'inherit',
  })
}
const run = (file: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(HERE, file), ...args], { stdio: 'inherit' })
const base = join(folder, 'base')
if (!existsSync(join(base, 'events.tsv'))) run('fill.ts', base, String(scale / COPIES))
if (!existsSync(join(folder, 'facts.db'))) run('multiply.ts', base, folder)
if (!existsSync(join(folder, 'chdb'))) run('load.ts', base, folder)

const size = (name: string) => statSync(join(folder, name)).size
const perEvent = (size('facts.db') + size('lanes.db')) / (FULL.events * scale)
console.log(
  `${(FULL.events * scale).toLocaleString('en')} events; facts.db ${mb('facts.db')}, lanes.db ${mb('lanes.db')}: ${perEvent.toFixed(0)} bytes for each event, everything else included\n`,
)

const sides = { segreel: await start('segreel'), chdb: await start('chdb') }
const rows: string[] = []
for (const [place, { name, bar }] of QUESTIONS.entries()) {
  const told: Record<keyof typeof sides, Told[]> = { segreel: [], chdb: [] }
  for (let rep = 0; rep <= reps; rep++) {
    for (const side of ['segreel', 'chdb'] as const) told[side].push(await ask(sides[side], place))
  }
  const [ours, theirs] = [told.segreel[0]!, told.chdb[0]!]
  if (ours.hash !== theirs.hash) {
    console.log(`NOT EQUAL: ${name}\n  segreel ${ours.text}\n  chdb    ${theirs.text}`)
    process.exitCode = 1
  }
  // The first of each reads from the disk what the others find in memory.
  const cpu = (side: keyof typeof sides) => median(told[side].slice(1).map(one => one.cpu))
  const wall = median(told.segreel.slice(1).map(one => one.wall))
  const ratio = cpu('segreel') / cpu('chdb')
  rows.push(
    `| ${name} | ${cpu('segreel').toFixed(1)} | ${cpu('chdb').toFixed(1)} | ${ratio.toFixed(2)} | ${bar} | ${wall.toFixed(0)} | ${ours.wall.toFixed(0)} |`,
  )
}
console.log('| CPU ms | Segreel | ClickHouse | ratio | at most | Segreel, ms on the clock | the first time |')
console.log(`|---|---|---|---|---|---|---|\n${rows.join('\n')}`)
for (const side of Object.values(sides)) side.kill()
console.log()
run('screens.ts', folder)
run('live.ts', folder)
if (process.env.FOLDER === undefined) rmSync(folder, { recursive: true, force: true })

function start(engine: string): Promise<ChildProcess> {
  const child = fork(join(HERE, 'side.ts'), [engine, folder])
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', code => reject(new Error(`${engine} ended with ${code}`)))
  })
}

function ask(side: ChildProcess, place: number): Promise<Told> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error(`An engine ended while it was asked: ${QUESTIONS[place]!.name}`))
    side.once('exit', gone)
    side.once('message', (told: Told) => {
      side.off('exit', gone)
      resolve(told)
    })
    side.send(place)
  })
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function mb(name: string): string {
  return `${(size(name) / 1e6).toFixed(0)} MB`
}
