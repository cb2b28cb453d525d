/**
 * A range of one tab's recording as a recording of its own: it begins with a full snapshot of the moment `from`
 * and holds nothing of what was before or after.
 */
import { EventType, NodeType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { DocumentTree, type MutationData, type SerializedNode } from './document-tree.ts'

interface Incremental {
  source: number
  id?: number
  styleId?: number
  [other: string]: unknown
}

/** Sources whose last word per node is enough to show the moment. */
const LAST_WORD: ReadonlySet<number> = new Set([Source.Input, Source.Scroll, Source.MediaInteraction])
/** Sources that build on each other: every word since the snapshot is needed. */
const EVERY_WORD: ReadonlySet<number> = new Set([
  Source.StyleSheetRule,
  Source.StyleDeclaration,
  Source.AdoptedStyleSheet,
  Source.CanvasMutation,
  Source.Font,
  Source.CustomElement,
])

/** Null when no full snapshot comes before the end: nothing could be shown. */
export function sliceRecording(events: RecordedEvent[], from: number, to: number): RecordedEvent[] | null {
  const before = events.filter(event => event.timestamp <= from)
  const within = events.filter(event => event.timestamp > from && event.timestamp <= to)
  if (!before.some(event => event.type === EventType.FullSnapshot)) {
    if (!within.some(event => event.type === EventType.FullSnapshot)) return null
    // The tab began inside the range, and at its very edge it may have said how large it is.
    const meta = before.findLast(event => event.type === EventType.Meta)
    return meta ? [{ ...meta, timestamp: from }, ...within] : within
  }
  return [...momentOf(before, from), ...within]
}

function momentOf(before: RecordedEvent[], at: number): RecordedEvent[] {
  let meta: Record<string, unknown> = {}
  let tree: DocumentTree | null = null
  let offset: unknown = { left: 0, top: 0 }
  let lastWords = new Map<string, Incremental>()
  let words: Incremental[] = []
  for (const event of before) {
    if (event.type === EventType.Meta) meta = { ...(event.data as Record<string, unknown>) }
    if (event.type === EventType.FullSnapshot) {
      const data = event.data as { node: SerializedNode; initialOffset?: unknown }
      tree = new DocumentTree(data.node)
      offset = data.initialOffset ?? offset
      lastWords = new Map()
      words = []
    }
    if (event.type !== EventType.IncrementalSnapshot) continue
    const data = event.data as Incremental
    if (data.source === Source.Mutation) tree?.apply(data as MutationData)
    else if (data.source === Source.ViewportResize) meta = { ...meta, width: data.width, height: data.height }
    else if (LAST_WORD.has(data.source)) lastWords.set(`${data.source} ${data.id}`, data)
    else if (EVERY_WORD.has(data.source)) words.push(data)
  }
  if (!tree) return []
  const known = tree
  const { node, frames } = withoutFrames(known.root)
  const incremental = (data: object): RecordedEvent => ({
    type: EventType.IncrementalSnapshot,
    timestamp: at,
    data,
  })
  const frameDocuments = frames.map(({ frame, document }) =>
    incremental({
      source: Source.Mutation,
      adds: [{ parentId: frame, nextId: null, node: document }],
      removes: [],
      texts: [],
      attributes: [],
      isAttachIframe: true,
    }),
  )
  const said = [...words, ...lastWords.values()].filter(
    data => data.id === undefined || known.has(data.id) || data.source === Source.Font,
  )
  return [
    { type: EventType.Meta, timestamp: at, data: meta },
    { type: EventType.FullSnapshot, timestamp: at, data: { node, initialOffset: offset } },
    ...frameDocuments,
    ...said.map(incremental),
  ]
}

/** rrweb attaches the documents of frames after the snapshot, outer ones first. */
function withoutFrames(root: SerializedNode): {
  node: SerializedNode
  frames: { frame: number; document: SerializedNode }[]
} {
  const frames: { frame: number; document: SerializedNode }[] = []
  const strip = (node: SerializedNode): SerializedNode => {
    const inside: { frame: number; document: SerializedNode }[] = []
    const children = (node.childNodes ?? []).filter(child => {
      if (child.type !== NodeType.Document) return true
      inside.push({ frame: node.id, document: child })
      return false
    })
    const stripped = node.childNodes ? { ...node, childNodes: children.map(strip) } : node
    for (const { frame, document } of inside) {
      const place = frames.push({ frame, document }) - 1
      frames[place] = { frame, document: strip(document) }
    }
    return stripped
  }
  return { node: strip(root), frames }
}
