/**
 * Taking the sessions of a segment out. The lines are kept session by session; cut off, it goes on behind the last
 * session that is whole.
 */
import { signal } from '@preact/signals'
import { ApiFailure, address, openStream } from '../api.ts'
import { wordsOf } from '../remote.ts'
import { linesOf } from './export-lines.ts'

export interface Exporting {
  state: 'running' | 'stopped' | 'done'
  /** Segment id; empty: everyone. */
  segment: string
  done: number
  sessions: number
  bytes: number
  problem: string | null
}

export const exporting = signal<Exporting | null>(null)

const CUT_OFF = 'The connection was cut off; what arrived is kept.'

/** What arrived of it, in whole sessions. Blobs live on disk when they are large. */
let kept: Blob[] = []
let cursor = ''
let stop: AbortController | null = null

export async function startExport(segment: string, project: string | undefined): Promise<void> {
  kept = []
  cursor = ''
  exporting.value = { state: 'running', segment, done: 0, sessions: 0, bytes: 0, problem: null }
  await run(project)
}

export async function goOn(project: string | undefined): Promise<void> {
  change({ state: 'running', problem: null })
  await run(project)
}

export function stopExport(): void {
  stop?.abort()
}

async function run(project: string | undefined): Promise<void> {
  const asked = new AbortController()
  stop = asked
  const { segment } = exporting.peek() ?? { segment: '' }
  let waiting: string[] = []
  const keep = () => {
    const blob = new Blob(waiting)
    waiting = []
    kept.push(blob)
    change({ bytes: (exporting.peek()?.bytes ?? 0) + blob.size })
  }
  try {
    const stream = await openStream(
      address('/api/export/sessions', { project, segment, cursor }),
      asked.signal,
    )
    for await (const { line, mark } of linesOf(stream)) {
      // Going on begins with a line of its own; the file has one.
      if (mark?.kind !== 'export' || kept.length === 0) waiting.push(line)
      if (mark?.kind === 'export') change({ sessions: mark.sessions })
      if (mark?.kind === 'export' && kept.length === 0) keep()
      if (mark?.kind === 'done') {
        keep()
        cursor = mark.cursor
        change({ done: mark.done })
      }
      if (mark?.kind === 'end') {
        keep()
        change({ state: 'done' })
        save()
        return
      }
    }
    change({ state: 'stopped', problem: CUT_OFF })
  } catch (cause) {
    const problem = cause instanceof ApiFailure ? wordsOf(cause) : CUT_OFF
    change({ state: 'stopped', problem: asked.signal.aborted ? null : problem })
  }
}

export function save(): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(kept, { type: 'application/x-ndjson' }))
  link.download = 'sessions.ndjson'
  link.click()
  URL.revokeObjectURL(link.href)
}

function change(part: Partial<Exporting>): void {
  const now = exporting.peek()
  if (now) exporting.value = { ...now, ...part }
}
