/** The forms a recording comes in: JSON or NDJSON, rrweb events or PostHog's, as events by tab. */
import { isRecordedEvent, type RecordedEvent } from '../../../contract/rrweb.ts'
import { type Exported, inflater, readExport, readSnapshot } from './posthog.ts'

export interface ReadTab {
  tab: string
  /** In time order. */
  events: RecordedEvent[]
}
export interface ReadProblem {
  problem: 'not-json' | 'wrong-shape' | 'empty'
  message: string
}

export function readRecording(text: string): { tabs: ReadTab[]; person: string | null } | ReadProblem {
  const parsed = parse(text)
  if ('problem' in parsed) return parsed
  const { snapshots, person } = parsed
  if (snapshots.length === 0) {
    return { problem: 'empty', message: 'There is no event in it; there is nothing to import.' }
  }
  const inflate = inflater()
  const byWindow = new Map<string | null, RecordedEvent[]>()
  for (const [i, { window, event }] of snapshots.entries()) {
    let plain: unknown
    try {
      plain = inflate(event)
    } catch {
      const message = `Event ${i} is compressed and cannot be unpacked; export the recording again.`
      return { problem: 'wrong-shape', message }
    }
    if (!isRecordedEvent(plain)) {
      const message = `Element ${i} is no rrweb event: it needs a type and a timestamp.`
      return { problem: 'wrong-shape', message }
    }
    const events = byWindow.get(window) ?? []
    events.push(plain)
    byWindow.set(window, events)
  }
  const several = byWindow.size > 1
  const tabs = [...byWindow.values()].map((events, i) => ({
    tab: several ? `imported-${i + 1}` : 'imported',
    // Array.prototype.sort is stable: events of one time stay in the order they were recorded.
    events: events.sort((a, b) => a.timestamp - b.timestamp),
  }))
  return { tabs, person }
}

function parse(text: string): Exported | ReadProblem {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return parseLines(text)
  }
  if (Array.isArray(value)) return { snapshots: value.flatMap(readSnapshot), person: null }
  // A file of one line is a line, too.
  if (isRecordedEvent(value)) return { snapshots: readSnapshot(value), person: null }
  return (
    readExport(value) ?? {
      problem: 'wrong-shape',
      message:
        'This is no recording: send a JSON array of rrweb events, one event a line (NDJSON), or a recording exported from PostHog.',
    }
  )
}

function parseLines(text: string): Exported | ReadProblem {
  const snapshots: Exported['snapshots'] = []
  let person: string | null = null
  const lines = text.split('\n')
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      const message =
        snapshots.length === 0
          ? 'This is not JSON; send a JSON array of rrweb events, or one event a line (NDJSON).'
          : `Line ${i + 1} is not JSON; the file may be cut off.`
      return { problem: 'not-json', message }
    }
    person ??= readExport(value)?.person ?? null
    snapshots.push(...readSnapshot(value))
  }
  return { snapshots, person }
}
