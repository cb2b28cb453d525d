import { EventType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { SIGNAL_PREFIX } from '../../contract/signals.ts'
import { foreignSignals } from './foreign-signals.ts'
import { ownSignal } from './own-signals.ts'
import { bag, text } from './read.ts'
import type { Signal } from './signal.ts'

/** Reads the signals of an event; none for most. */
export function readSignals(event: RecordedEvent): Signal[] {
  const data = bag(event.data)
  if (event.type === EventType.Custom) {
    const tag = text(data.tag) ?? ''
    if (!tag.startsWith(SIGNAL_PREFIX)) return foreignSignals(tag, data.payload)
    const own = ownSignal(tag.slice(SIGNAL_PREFIX.length), bag(data.payload))
    return own ? [own] : []
  }
  if (event.type === EventType.Plugin) return foreignSignals(text(data.plugin) ?? '', data.payload)
  // rrweb 1.x recorded the console as an incremental source of its own.
  if (event.type === EventType.IncrementalSnapshot && data.source === Source.Log) {
    return foreignSignals('rrweb/console@1', data)
  }
  return []
}
