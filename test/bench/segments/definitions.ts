/**
 * npm run bench:definitions [-- ROUNDS]
 * Funnels and retention on generated data, answered by Segreel and by chdb's own `windowFunnel` and `retention` where
 * their definitions agree: steps of different events, no two of them of one person at one time, in order within a
 * window; and for retention people who began on one day (UTC), by day. Counts must be equal. Where chdb cannot be
 * installed it says so, and compares nothing.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FunnelAnswer } from '../../../contract/behaviour/funnel.ts'
import type { RetentionAnswer } from '../../../contract/behaviour/retention.ts'
import { openApp } from '../../app.ts'
import { event } from '../../store/make.ts'

const HERE = import.meta.dirname
const ROUNDS = Number(process.argv[2] ?? 20)
const PERSONS = 60
const DAY_MS = 86_400_000
const START = Date.UTC(2026, 8, 7)
const DAYS = 12
const NAMES = ['A', 'B', 'C', 'D']
const WINDOWS = [60_000, 3_600_000, DAY_MS, 5 * DAY_MS]

interface Happened {
  person: number
  at: number
  name: string
}

if (!installed()) {
  console.log('chdb cannot be installed here: nothing was compared.')
  process.exit(0)
}
const { Session } = await import('chdb')
const folder = mkdtempSync(join(tmpdir(), 'segreel-definitions-'))
const chdb = new Session(folder)
let compared = 0
try {
  for (let round = 0; round < ROUNDS; round++) await compare(round)
  console.log(`${compared} counts of funnels and retention are equal, on ${ROUNDS} generated projects.`)
} finally {
  chdb.close()
  rmSync(folder, { recursive: true, force: true })
}

async function compare(round: number): Promise<void> {
  const events = generated(round)
  const rows = events.map(({ person, at, name }) => `(${person},${at},'${name}')`).join(',')
  chdb.query('DROP TABLE IF EXISTS events')
  chdb.query('CREATE TABLE events (person UInt32, at UInt64, name String) ENGINE = Memory')
  chdb.query(`INSERT INTO events VALUES ${rows}`)
  const app = await openApp()
  await app.store.putEvents(
    'main',
    events.map(({ person, at, name }, i) =>
      event({ messageId: `message-${i}`, anonymousId: `person-${person}`, event: name, at }),
    ),
  )
  const ask = async (path: string, query: string, body: object) =>
    (
      await app.ask(`/api/behaviour/${path}?zone=UTC&${query}`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
    ).body

  for (const names of [['A', 'B'], ['B', 'A', 'C'], NAMES]) {
    for (const windowMs of WINDOWS) {
      const steps = names.map(name => ({ kind: 'event', event: name }))
      const all = `from=${START}&to=${START + DAYS * DAY_MS}`
      const answer: FunnelAnswer = await ask('funnel', all, { steps, windowMs })
      const conditions = names.map(name => `name = '${name}'`).join(', ')
      const levels = numbers(
        `SELECT windowFunnel(${windowMs})(at, ${conditions}) AS level FROM events GROUP BY person`,
      )
      const theirs = names.map((_, i) => levels.filter(([level = 0]) => level > i).length)
      equal(answer.sides[0]?.steps.map(one => one.count) ?? [], theirs, `funnel ${names} in ${windowMs} ms`)
    }
  }
  for (let day = 0; day < 3; day++) {
    const from = START + day * DAY_MS
    const periods = 5
    const retention = {
      ...{ begin: { kind: 'event', event: 'A' }, back: { kind: 'event', event: 'B' } },
      ...{ unit: 'day', periods },
    }
    const answer: RetentionAnswer = await ask('retention', `from=${from}&to=${from + DAY_MS}`, retention)
    const on = (name: string, after: number) =>
      `name = '${name}' AND intDiv(at, ${DAY_MS}) = ${from / DAY_MS + after}`
    const later = Array.from({ length: periods - 1 }, (_, i) => on('B', i + 1))
    const flags = numbers(
      `SELECT retention(${[on('A', 0), ...later].join(', ')}) AS flags FROM events GROUP BY person`,
    )
    const theirs = later.map((_, i) => flags.filter(row => row[i + 1] === 1).length)
    const ours = answer.sides[0]?.summary.slice(1, periods).map(one => one.kept) ?? []
    equal(
      [answer.sides[0]?.persons ?? 0, ...ours],
      [flags.filter(([began]) => began === 1).length, ...theirs],
      `retention of day ${day}`,
    )
  }
  await app.close()
}

/** Rows of one column, a number or a list of numbers. */
function numbers(sql: string): number[][] {
  const { data }: { data: [number | number[]][] } = JSON.parse(chdb.query(sql, 'JSONCompact'))
  return data.map(([one]) => [one].flat())
}

function equal(ours: number[], theirs: number[], what: string): void {
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`${what}: Segreel says ${ours}, chdb ${theirs}.`)
  }
  compared += ours.length
}

/** Bursts and pauses: chains within seconds and over days, each person's times all different. */
function generated(round: number): Happened[] {
  let seed = round + 1
  // Numerical Recipes' generator: the same project each time.
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const all: Happened[] = []
  for (let person = 0; person < PERSONS; person++) {
    const times = new Set<number>()
    let at = START + Math.floor(random() * 4 * DAY_MS)
    for (let i = 0; i < random() * 14; i++) {
      at += Math.ceil(random() * (random() < 0.5 ? 90_000 : 1.5 * DAY_MS))
      if (at >= START + DAYS * DAY_MS || times.has(at)) break
      times.add(at)
      all.push({ person, at, name: NAMES[Math.floor(random() * NAMES.length)] ?? 'A' })
    }
  }
  return all
}

function installed(): boolean {
  if (existsSync(join(HERE, 'node_modules', 'chdb'))) return true
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
      cwd: HERE,
      stdio: 'inherit',
    })
    return true
  } catch {
    return false
  }
}
