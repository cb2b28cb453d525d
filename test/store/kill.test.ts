import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from './folder.ts'
import { PROJECT } from './make.ts'

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url))
/** Folders, side by side, and how often the engine in each is killed and started again. */
const FOLDERS = 4
const KILLS = 5
/** The kill falls anywhere in so many acknowledgements. */
const MOST_SAID = 400

let folders: string[]
beforeAll(async () => {
  folders = await Promise.all(Array.from({ length: FOLDERS }, makeFolder))
})
afterAll(() => Promise.all(folders.map(removeFolder)))

/** Runs the child until it has said so much, kills it, and answers everything it had said. */
async function saidUntilKilled(folder: string, round: number, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length === enough) child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return said
}

/** Everything in the folder, in the child's words. */
async function stored(folder: string): Promise<string[]> {
  const store = await openSqlite(folder, { readers: 1 })
  const words: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.events({ project: PROJECT, limit: 5_000, ...(cursor && { cursor }) })
    words.push(...page.items.map(one => `event ${one.messageId}`))
    cursor = page.next
  }
  for (const { session } of await store.backlog(10_000)) {
    for (const { tab, fresh } of await store.tabs({ project: PROJECT, session })) {
      const batches = await store.tabBatches({ project: PROJECT, session, tab }, 0)
      expect(batches.map(one => one.seq)).toEqual(fresh)
      for (const { seq, bytes } of batches) {
        expect(new TextDecoder().decode(bytes)).toBe(`bytes of ${session} ${tab} ${seq}`)
        words.push(`batch ${session} ${tab} ${seq}`)
      }
    }
  }
  await store.close()
  return words
}

test('[S18] kill -9 loses nothing that was acknowledged, and stores nothing twice, 20 times over', async () => {
  await Promise.all(
    folders.map(async folder => {
      const said: string[] = []
      for (let round = 0; round < KILLS; round++) {
        said.push(...(await saidUntilKilled(folder, round, 1 + Math.floor(Math.random() * MOST_SAID))))
      }
      const there = await stored(folder)
      const known = new Set(there)
      expect(said.filter(word => !known.has(word))).toEqual([])
      expect(known.size).toBe(there.length)
      expect(said.length).toBeGreaterThanOrEqual(KILLS)
    }),
  )
}, 120_000)
