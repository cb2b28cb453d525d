/**
 * How long a screen waits: the first 50 rows of segments of each sort, and the answers of every screen of behaviour for
 * three segments, in CPU time (user and system, all threads): node screens.ts FOLDER. The first column is what a thread
 * that has just begun to read needs.
 */
import { openForReading } from '../../../server/store/sqlite/connection.ts'
import { reads } from '../../../server/store/sqlite/read/reader.ts'
import { answers } from './answers.ts'
import { questions } from './conditions.ts'
import { PROJECT } from './data.ts'

const folder = process.argv[2]!
const only = process.argv[3]
const TIMES = Number(process.env.REPS ?? 5)

function reader() {
  const files = openForReading(folder)
  const read = reads(files)
  return { files, read }
}
type Read = ReturnType<typeof reader>['read']

function timed(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function row(name: string, ask: (read: Read) => unknown): { name: string; first: number; p95: number } {
  const { files, read } = reader()
  const once = () => timed(() => files.facts.transaction(() => ask(read))())
  const first = once()
  const again = Array.from({ length: TIMES }, once).sort((a, b) => a - b)
  for (const db of Object.values(files)) db.close()
  return { name, first, p95: again[Math.ceil(again.length * 0.95) - 1]! }
}

function table(title: string, limit: number, asked: [string, (read: Read) => unknown][]): void {
  console.log(`| ${title}, CPU ms | the first time | p95 after | within ${limit} ms |\n|---|---|---|---|`)
  for (const [name, ask] of asked) {
    if (only !== undefined && !name.includes(only)) continue
    const { first, p95 } = row(name, ask)
    console.log(`| ${name} | ${first.toFixed(0)} | ${p95.toFixed(0)} | ${p95 <= limit ? 'yes' : 'NO'} |`)
  }
  console.log()
}

table(
  'first 50 rows',
  300,
  Object.entries(questions()).map(([name, question]) => [
    name,
    read => read.sessions({ project: PROJECT, question, limit: 50 }),
  ]),
)
table('screens of behaviour', 1_000, answers())
