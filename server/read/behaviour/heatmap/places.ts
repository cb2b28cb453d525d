import type { HeatPlaces } from '../../../../contract/behaviour/heatmap.ts'
import { EventType, NodeType, type RecordedEvent, Source } from '../../../../contract/rrweb.ts'
import { Dom } from '../../../derive/dom.ts'
import { fingerprintOf } from '../../../derive/fingerprint.ts'
import { bag } from '../../../derive/read.ts'
import { Sheets } from '../../../derive/sheets.ts'
import type { SessionRow, Store, TabRow } from '../../../store/port.ts'
import { recordedEvents } from '../../recorded-events.ts'

/** A fingerprint that more nodes share names none of them. */
const MOST_NODES = 50

/** Which nodes of the page, as it was recorded at that moment (epoch ms), have the fingerprints; null: no snapshot. */
export async function placesAt(
  store: Pick<Store, 'batch'>,
  session: SessionRow,
  tab: TabRow,
  at: number,
  asked: readonly string[],
): Promise<HeatPlaces['elements'] | null> {
  const dom = new Dom(new Sheets())
  for await (const event of recordedEvents(store, session, upTo(tab, at - session.clockOffset))) {
    if (event.timestamp <= at) follow(dom, event)
  }
  if (dom.nodes.size === 0) return null
  const found = new Map(asked.map(one => [one, [] as number[]]))
  for (const node of dom.nodes.values()) {
    if (node.kind !== NodeType.Element) continue
    const nodes = found.get(fingerprintOf(node))
    if (nodes && nodes.length < MOST_NODES) nodes.push(node.id)
  }
  return [...found].map(([element, nodes]) => ({ element, nodes }))
}

/** The tab's batches from the last one with a full snapshot on; by the visitor's clock. */
function upTo(tab: TabRow, at: number): TabRow {
  const begun = tab.batches.filter(batch => batch.from <= at)
  // The snapshot of the last such batch may come after the moment: the one before it is read as well.
  const snapshots = begun.flatMap(({ snapshot }, i) => (snapshot ? [i] : []))
  return { ...tab, batches: begun.slice(snapshots.at(-2) ?? 0) }
}

function follow(dom: Dom, event: RecordedEvent): void {
  const data = bag(event.data)
  if (event.type === EventType.FullSnapshot) dom.snapshot(event.timestamp, data, false)
  else if (event.type === EventType.IncrementalSnapshot && data.source === Source.Mutation) {
    dom.mutate(event.timestamp, data, () => {})
  }
}
