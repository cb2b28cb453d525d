import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secondsOf, threadsOf } from './threads.ts'

export const KEY = 'key-of-the-bench'
export const TOKEN = 'token-of-the-bench'
/** As `npm start` has it: docs/decisions/0061 says why. */
const BOUNDS = ['--max-semi-space-size=16', '--heap-growing-percent=40']

export interface Running {
  origin: string
  usage(): Usage | null
  /** It gets no CPU until it is resumed. */
  pause(): void
  resume(): void
  /** Sessions that wait to be derived. */
  waiting(): Promise<{ waiting: number }>
  stop(): Promise<void>
}

export interface Usage {
  /** MB in memory; of that, MB of its own, which are no pages of files. */
  resident: number
  own: number
  /** s of CPU used so far. */
  cpu: number
  /** The same, of each thread. */
  threads: Map<string, number>
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'segreel-bench-'))
}

export function startSegreel(folder = newFolder(), { keep = false } = {}): Promise<Running> {
  return start([...BOUNDS, join(import.meta.dirname, '../../../server/main.ts')], keep ? null : folder, {
    MALLOC_ARENA_MAX: '2',
    SEGREEL_PORT: '0',
    SEGREEL_DATA: folder,
    SEGREEL_WRITE_KEY: KEY,
    SEGREEL_ADMIN_TOKEN: TOKEN,
  })
}

export function startBare(): Promise<Running> {
  const folder = newFolder()
  return start([join(import.meta.dirname, 'bare.ts'), folder], folder, {})
}

/** `folder` is removed when it is stopped. */
async function start(args: string[], folder: string | null, env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((found, failed) => {
    let said = ''
    child.stdout.on('data', text => {
      said += text
      const origin = /at (http:\S+)/.exec(said)?.[1]
      if (origin) found(origin)
    })
    child.once('exit', code => failed(new Error(`A server of the bench ended with ${code}.`)))
  })
  return {
    origin,
    usage: () => usageOf(child),
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    waiting: async () => {
      const answer = await fetch(`${origin}/api/derivation`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const told: { waiting: number } = await answer.json()
      return told
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until none wait to be derived. */
export async function allDerived(server: Running): Promise<void> {
  while ((await server.waiting()).waiting > 0) await new Promise(done => setTimeout(done, 100))
}

/** null where there is no /proc. */
function usageOf({ pid }: ChildProcess): Usage | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = (field: string) =>
      Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024)
    const [resident, own] = [megabytes('VmRSS'), megabytes('RssAnon')]
    return { resident, own, cpu: secondsOf(`/proc/${pid}/stat`), threads: threadsOf(pid) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
