/**
 * Taking the sessions of a segment out. What arrived is kept in this browser in whole sessions; cut off, stopped or
 * reloaded, it goes on behind the last one kept.
 */
import { signal } from '@preact/signals'
import { ApiFailure, address, openStream } from '../api.ts'
import { wordsOf } from '../remote.ts'
import { linesOf } from './export-lines.ts'
import { fileOf, forgetExport, type KeptExport, keptExports, putExport } from './kept-exports.ts'

/** Newest first; null: not yet read. */
export const allExports = signal<KeptExport[] | null>(null)
export const exportProblem = signal<string | null>(null)

const CUT_OFF = 'The connection was cut off; what arrived is kept.'
/** Letters kept at once: a write for each small session would take longer than the sessions. */
const PART_LETTERS = 1_000_000

let running: { id: string; stop: AbortController } | null = null

export async function loadExports(): Promise<void> {
  try {
    const all = await keptExports()
    // What was running when the page was left stands still now.
    allExports.value = all.map(one =>
      one.state === 'running' && one.id !== running?.id ? { ...one, state: 'stopped' } : one,
    )
  } catch (cause) {
    console.error(cause)
    allExports.value = []
    exportProblem.value = 'This browser keeps nothing for this site: an export is lost when the page is left.'
  }
}

export async function startExport(segment: string, name: string, project: string | undefined): Promise<void> {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const started: KeptExport = {
    ...{ id, project, segment, name, startedAt: Date.now(), state: 'running' },
    ...{ done: 0, sessions: 0, bytes: 0, parts: 0, cursor: '', problem: null },
  }
  exportProblem.value = null
  try {
    await show(started, null)
  } catch (cause) {
    console.error(cause)
    exportProblem.value = 'This browser keeps nothing for this site; take the data out by API instead.'
    return
  }
  await run(started)
}

export async function goOn(one: KeptExport): Promise<void> {
  if (running) return
  const next: KeptExport = { ...one, state: 'running', problem: null }
  await show(next, null)
  await run(next)
}

export function stopExport(): void {
  running?.stop.abort()
}

export async function removeExport(id: string): Promise<void> {
  await forgetExport(id)
  allExports.value = (allExports.peek() ?? []).filter(one => one.id !== id)
}

async function run(begun: KeptExport): Promise<void> {
  const stop = new AbortController()
  running = { id: begun.id, stop }
  let now = begun
  let waiting: string[] = []
  let letters = 0
  const keep = async (change: Partial<KeptExport>) => {
    const part = waiting.length > 0 ? new Blob(waiting) : null
    waiting = []
    letters = 0
    now = { ...now, ...change, bytes: now.bytes + (part?.size ?? 0), parts: now.parts + (part ? 1 : 0) }
    await show(now, part)
  }
  /** Behind the last whole session that waits to be kept. */
  let place = { cursor: begun.cursor, done: begun.done }
  try {
    const { project, segment, cursor } = begun
    const stream = await openStream(
      address('/api/export/sessions', { project, segment, cursor }),
      stop.signal,
    )
    for await (const { line, mark } of linesOf(stream)) {
      // Going on begins with a line of its own; the file has one.
      if (mark?.kind !== 'export' || now.parts === 0) waiting.push(line)
      letters += line.length
      if (mark?.kind === 'export') await keep({ sessions: mark.sessions })
      if (mark?.kind === 'done') {
        place = { cursor: mark.cursor, done: mark.done }
        if (letters >= PART_LETTERS) await keep(place)
        else tell({ ...now, done: mark.done })
      }
      if (mark?.kind === 'end') {
        await keep({ ...place, state: 'done' })
        await save(now)
        return
      }
    }
    throw new ApiFailure(0, 'cut-off', CUT_OFF)
  } catch (cause) {
    // Whole sessions only: what follows the last one is asked again.
    waiting = waiting.slice(0, waiting.findLastIndex(line => line.startsWith('{"kind":"done"')) + 1)
    const problem = stop.signal.aborted ? null : cause instanceof ApiFailure ? wordsOf(cause) : CUT_OFF
    try {
      await keep({ ...place, state: 'stopped', problem })
    } catch (full) {
      console.error(full)
      tell({ ...now, state: 'stopped', problem: 'This browser has no room for more of it.' })
    }
  } finally {
    running = null
  }
}

export async function save({ id, name }: KeptExport): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await fileOf(id))
  link.download = `sessions-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.ndjson`
  link.click()
  URL.revokeObjectURL(link.href)
}

async function show(kept: KeptExport, part: Blob | null): Promise<void> {
  tell(kept)
  await putExport(kept, part)
}

function tell(kept: KeptExport): void {
  const all = allExports.peek() ?? []
  allExports.value = all.some(one => one.id === kept.id)
    ? all.map(one => (one.id === kept.id ? kept : one))
    : [kept, ...all]
}
