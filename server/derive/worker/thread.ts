import { parentPort } from 'node:worker_threads'
import type { TabFacts } from '../../../contract/facts.ts'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import { verdictFields } from '../../../contract/frustration/verdict.ts'
import type { RecordedEvent } from '../../../contract/rrweb.ts'
import { EventType } from '../../../contract/rrweb.ts'
import { standBack } from '../../stand-back.ts'
import { askKept, keepTab } from '../frustration/kept.ts'
import { rulesKey } from '../frustration/rules-in-force.ts'
import { PATH_RULES, patternOf } from '../path.ts'
import { sessionFields } from '../session.ts'
import { startTab, type TabFold } from '../tab.ts'
import { unpack } from '../unpack.ts'
import type { DeriveAnswer, DerivedTab, DeriveTab, DeriveTask } from './protocol.ts'

/** Folds kept between batches, so that a long session is not read again for every batch; oldest go first. */
const FOLDS_KEPT = 200
/** Nodes of all their pages; each takes about 0.7 kB. */
const NODES_KEPT = 400_000
const folds = new Map<string, Held>()
let nodes = 0

interface Held {
  fold: TabFold
  /** The batch it expects; a later one means that some are missing. */
  next: number
  /** Names the folding of addresses it began with. */
  templates: string
  /** Nodes of its page when it was last kept. */
  size: number
}

const port = parentPort
if (!port) throw new Error('The derivation thread runs as a worker.')
standBack()
port.on('message', (task: DeriveTask) => port.postMessage(derive(task)))

function derive(task: DeriveTask): DeriveAnswer {
  const templates = JSON.stringify(task.templates)
  const isHeld = (tab: DeriveTab) => folds.get(tab.key)?.templates === templates
  if (task.tabs.some(tab => tab.resume && !isHeld(tab))) return { id: task.id, forgotten: true }
  let from = 0
  const folded = task.tabs.map(tab => {
    const size = tab.batches.reduce((sum, batch) => sum + batch.size, 0)
    const bytes = task.bytes.subarray(from, from + size)
    from += size
    return foldTab(tab, bytes, task)
  })
  const tabs = folded.map(derived)
  const facts = folded.map(tab => tab.facts).filter(one => one.events > 0)
  const found = tabs.flatMap(tab => (tab.trace ? (askKept(tab.trace, task.rules) ?? []) : []))
  const span =
    facts.length === 0
      ? null
      : { from: Math.min(...facts.map(one => one.from)), to: Math.max(...facts.map(one => one.to)) }
  const fields = { ...sessionFields(facts, task.source), ...verdictFields(found) }
  return { id: task.id, tabs, fields, verdict: { rules: keyOf(task.rules), found }, span }
}

let named = { text: '', key: 0 }

/** Rules seldom change, and naming them means checking them. */
function keyOf(rules: FrustrationRules): number {
  const text = JSON.stringify(rules)
  if (text !== named.text) named = { text, key: rulesKey(rules) }
  return named.key
}

interface FoldedTab extends Pick<DerivedTab, 'checked' | 'aside'> {
  facts: TabFacts
}

function derived({ facts, checked, aside }: FoldedTab): DerivedTab {
  const { events } = facts
  return { facts: JSON.stringify(facts), events, trace: events > 0 ? keepTab(facts) : null, checked, aside }
}

/** `bytes`: the tab's batches, one after the other. */
function foldTab(tab: DeriveTab, bytes: Uint8Array, { clockOffset, templates }: DeriveTask): FoldedTab {
  const resumed = tab.resume ? folds.get(tab.key) : undefined
  letGo(tab.key)
  let held = resumed ?? begin(templates)
  const checked: DerivedTab['checked'] = []
  const aside: DerivedTab['aside'] = []
  const good: { seq: number; packed: Uint8Array }[] = []
  let from = 0
  for (const { seq, size } of tab.batches) {
    const packed = bytes.subarray(from, from + size)
    from += size
    const unpacked = unpack(packed, clockOffset)
    if ('reason' in unpacked) {
      aside.push({ seq, reason: unpacked.reason })
      continue
    }
    const { events } = unpacked
    const broke = feed(held, seq, events)
    if (broke === null) {
      good.push({ seq, packed })
      checked.push({ seq, snapshot: events.some(event => event.type === EventType.FullSnapshot) })
      continue
    }
    aside.push({ seq, reason: `broke-derivation: ${broke}` })
    if (resumed) {
      // What the fold saw before is gone with it; the next task for this tab begins anew.
      return { facts: held.fold.facts(), checked, aside }
    }
    held = begin(templates)
    for (const earlier of good) {
      // Unpacked again, which is rare, instead of held meanwhile: events that live for one step cost no collection.
      const again = unpack(earlier.packed, clockOffset)
      if ('events' in again) feed(held, earlier.seq, again.events)
    }
  }
  keep(tab.key, held)
  return { facts: held.fold.facts(), checked, aside }
}

function keep(key: string, held: Held): void {
  held.size = held.fold.size()
  folds.set(key, held)
  nodes += held.size
  while (folds.size > FOLDS_KEPT || (nodes > NODES_KEPT && folds.size > 1)) {
    letGo(folds.keys().next().value ?? '')
  }
}

function letGo(key: string): void {
  nodes -= folds.get(key)?.size ?? 0
  folds.delete(key)
}

let folding = { templates: '', pattern: patternOf(PATH_RULES) }

function begin(given: string[]): Held {
  const templates = JSON.stringify(given)
  if (templates !== folding.templates) {
    const rules = [...given.map(template => ({ template })), ...PATH_RULES]
    folding = { templates, pattern: patternOf(rules) }
  }
  return { fold: startTab(folding.pattern), next: 0, templates, size: 0 }
}

/** Null, or how the fold broke. */
function feed(held: Held, seq: number, events: RecordedEvent[]): string | null {
  try {
    if (seq > held.next) held.fold.gap()
    held.next = seq + 1
    for (const event of events) held.fold.step(event)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
