/**
 * Reads a whole recording for its console and network lines, batch by batch behind the replay. Short
 * recordings at once; long ones when a panel asks, since it means loading all of them.
 */
import { type Signal, signal } from '@preact/signals'
import { wordsOf } from '../remote.ts'
import type { TabLoader } from '../replay/loader.ts'
import type { Entry } from './entries.ts'
import { signalEntries } from './signals.ts'

/** Compressed bytes that are read without being asked for. */
const SHORT_BYTES = 1_500_000

export interface Scan {
  entries: Signal<Entry[]>
  /** Batches read, of how many. */
  done: Signal<number>
  total: number
  problem: Signal<string | null>
  start(): void
  stop(): void
}

export function createScan(loaders: TabLoader[], clockOffset: number): Scan {
  const entries = signal<Entry[]>([])
  const done = signal(0)
  const problem = signal<string | null>(null)
  const all = loaders.flatMap(loader => loader.tab.batches.map((batch, index) => ({ loader, batch, index })))
  let running = false
  let stopped = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    problem.value = null
    let found = entries.peek()
    try {
      for (const { loader, index } of all.slice(done.peek())) {
        const events = await loader.batch(index)
        if (stopped) return
        const more = signalEntries(events, loader.tab.id, clockOffset)
        if (more.length > 0) {
          found = [...found, ...more]
          entries.value = found
        }
        done.value++
      }
    } catch (cause) {
      problem.value = wordsOf(cause)
    } finally {
      running = false
    }
  }

  const scan: Scan = {
    entries,
    done,
    total: all.length,
    problem,
    start: () => void run(),
    stop() {
      stopped = true
    },
  }
  if (all.reduce((sum, { batch }) => sum + batch.bytes, 0) <= SHORT_BYTES) scan.start()
  return scan
}
