import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface RunningServer {
  origin: string
  token: string
  writeKey: string
  /** Its data folder, removed by `stop`. */
  data: string
  process: ChildProcess
  /** Calls the read API as the owner; a body is sent as JSON. */
  api: <T = unknown>(path: string, init?: { method?: string; body?: unknown }) => Promise<T>
  /** Sends events as a client of Segment's API does; fails unless they are taken. */
  send: (batch: readonly object[]) => Promise<void>
  stop: () => Promise<void>
}

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url))

/** The real server in a process of its own, on a free port with an empty data folder. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const data = env.SEGREEL_DATA ?? mkdtempSync(join(tmpdir(), 'segreel-test-'))
  const token = 'token-of-the-test'
  const writeKey = 'key-of-the-test'
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      SEGREEL_PORT: '0',
      SEGREEL_DATA: data,
      SEGREEL_ADMIN_TOKEN: token,
      SEGREEL_WRITE_KEY: writeKey,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const origin = await saidOrigin(child)
  return {
    origin,
    token,
    writeKey,
    data,
    process: child,
    api: async (path, init = {}) => {
      const response = await fetch(`${origin}/api${path}`, {
        method: init.method ?? 'GET',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      })
      const body = await response.json()
      if (!response.ok)
        throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${JSON.stringify(body)}`)
      return body
    },
    send: async batch => {
      const response = await fetch(`${origin}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ writeKey, batch }),
      })
      if (!response.ok) throw new Error(`/v1/batch: ${response.status} ${await response.text()}`)
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function saidOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (bytes: Buffer) => {
      said += bytes.toString()
      const origin = /Segreel is at (http:\/\/[^\s]+)/.exec(said)?.[1]
      if (origin) resolve(origin)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`The server ended with code ${code}:\n${said}`)))
  })
}

/** Asks again until the answer is there; for what the product promises to do soon, not at once. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  what: string,
): Promise<T> {
  const until = Date.now() + 20_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > until) throw new Error(`Waited 20 s in vain for ${what}.`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
