/** What a share leaves out of a recording, and masks again: done on the server, so that nothing else can be fetched. */
import { EventType, NodeType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { SIGNAL_PREFIX } from '../../contract/signals.ts'
import type { MutationData, SerializedNode } from './document-tree.ts'

export interface Restraint {
  console: boolean
  network: boolean
  /** Mask every text, title, label and value. */
  maskText: boolean
}

const CONSOLE = new Set(['console', 'failure'])
const NETWORK = new Set(['network', 'request'])
/** Signals that only describe the page and the visit. */
const ALWAYS = new Set(['context', 'navigation', 'vital', 'visibility', 'focus', 'zoom', 'capture', 'submit'])
/** Attributes that are read as text. */
const TEXT_ATTRIBUTES = [
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'aria-description',
  'label',
  'value',
  'content',
]

export function restrain(events: RecordedEvent[], restraint: Restraint): RecordedEvent[] {
  return events
    .filter(event => passes(event, restraint))
    .map(event => (restraint.maskText ? masked(event) : event))
}

function passes(event: RecordedEvent, { console, network }: Restraint): boolean {
  if (event.type === EventType.Plugin) {
    const plugin = String((event.data as { plugin?: unknown } | null)?.plugin)
    return plugin.includes('console') ? console : plugin.includes('network') && network
  }
  if (event.type !== EventType.Custom) return true
  const tag = String((event.data as { tag?: unknown } | null)?.tag)
  const name = tag.startsWith(SIGNAL_PREFIX) ? tag.slice(SIGNAL_PREFIX.length) : ''
  return ALWAYS.has(name) || (console && CONSOLE.has(name)) || (network && NETWORK.has(name))
}

function masked(event: RecordedEvent): RecordedEvent {
  const data = event.data as Record<string, unknown>
  switch (event.type) {
    case EventType.Meta:
      return { ...event, data: { ...data, href: withoutQuery(String(data.href ?? '')) } }
    case EventType.FullSnapshot:
      return { ...event, data: { ...data, node: maskNode(data.node as SerializedNode, '') } }
    case EventType.Custom:
      return maskSignal(event, data)
    case EventType.IncrementalSnapshot:
      if (data.source === Source.Mutation)
        return { ...event, data: { ...data, ...maskMutation(data as MutationData) } }
      if (data.source === Source.Input)
        return { ...event, data: { ...data, text: stars(String(data.text ?? '')) } }
      return event
    default:
      return event
  }
}

/** Titles and addresses of pages are text as well. */
function maskSignal(event: RecordedEvent, data: Record<string, unknown>): RecordedEvent {
  if (data.tag !== `${SIGNAL_PREFIX}navigation`) return event
  const payload = data.payload as { href?: unknown; title?: unknown }
  const href = withoutQuery(String(payload.href ?? ''))
  return {
    ...event,
    data: { ...data, payload: { ...payload, href, title: stars(String(payload.title ?? '')) } },
  }
}

function maskMutation({ texts, adds, attributes }: MutationData): MutationData {
  return {
    texts: (texts ?? []).map(text => ({ ...text, value: text.value === null ? null : stars(text.value) })),
    adds: (adds ?? []).map(add => ({ ...add, node: maskNode(add.node, '') })),
    attributes: (attributes ?? []).map(one => ({ ...one, attributes: maskAttributes(one.attributes) })),
  }
}

function maskNode(node: SerializedNode, parent: string): SerializedNode {
  const copy = { ...node }
  // Style rules are text nodes too; masked, the page would fall apart.
  if (node.type === NodeType.Text && parent !== 'style' && !node.isStyle)
    copy.textContent = stars(node.textContent ?? '')
  if (node.type === NodeType.Comment) copy.textContent = ''
  if (node.attributes) copy.attributes = maskAttributes(node.attributes)
  if (node.childNodes) copy.childNodes = node.childNodes.map(child => maskNode(child, node.tagName ?? ''))
  return copy
}

function maskAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  const copy = { ...attributes }
  for (const name of TEXT_ATTRIBUTES)
    if (typeof copy[name] === 'string') copy[name] = stars(String(copy[name]))
  if (typeof copy.href === 'string') copy.href = withoutQuery(copy.href)
  delete copy.srcdoc
  return copy
}

function stars(text: string): string {
  return text.replace(/\S/g, '*')
}

function withoutQuery(href: string): string {
  return href.replace(/[?#].*$/s, '')
}
