import { EventType, Source } from '../../contract/rrweb.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { CaptureContext } from '../signal.ts'
import { patch } from '../signals/patch.ts'
import { createInputs } from './inputs.ts'
import { createKnownNodes, isElement } from './known.ts'
import { type Changes, compare, noChanges, note } from './mutations.ts'
import { watchPointer } from './pointer.ts'
import { createSerializer, is } from './serialize.ts'
import { createSheets } from './sheet-changes.ts'
import { createSlices } from './slices.ts'
import { nestedJson, type Writing } from './tree.ts'
import { watchMedia, watchResize, watchScroll, watchSelection } from './view.ts'
import type { Root, Watch } from './watch.ts'

/** The place of this page in another's recording. */
export interface DomFrame {
  /** Id of the frame's element. */
  parentId: number
  /** Ids of this page's nodes are above it. */
  base: number
}

export interface DomNeeds {
  /** `json` is the event's data. */
  emit: (type: number, json: string, at: number) => void
  privacy: Privacy
  guard: CaptureContext['guard']
  /** Frames a second of recorded canvases; 0: none. */
  canvasFps: number
  /** Set where this page is recorded as a part of the page around it. */
  frame?: DomFrame
  /** Hears that a full snapshot is written. */
  onSnapshot: () => void
  /** Hears of every ms of the main thread that went into the recording. */
  spend: (ms: number) => void
  /** Hears that a page changes so much that changes are looked at less than once a second. */
  throttled: () => void
}

export interface Dom {
  stop: () => void
  /** Meta and a full snapshot of the page as it is now. */
  snapshot: () => void
  /** Runs `write` when the snapshot under way is written, else at once. */
  inOrder: (write: () => void) => void
  /** Writes at once what was to be written bit by bit. */
  finish: () => void
  nodeId: (node: Node) => number
}

/** Of the main thread's time, what comparing may take while the page changes without pause: one part in so many. */
const SHARE = 20
/** ms of waiting from which a visitor's changes may be missing in between. */
const THROTTLED_MS = 1_000
const LONGEST_MS = 2_000
const OBSERVED = { attributes: true, characterData: true, childList: true, subtree: true }

/**
 * Records the page as rrweb events. Unlike rrweb it writes in slices, and looks at changes by comparing: what
 * changes ten times while the page is busy is written once, as it then is.
 */
export function recordDom(needs: DomNeeds): Dom {
  const { emit, privacy, guard, canvasFps, frame: inside, onSnapshot, spend, throttled } = needs
  const { masks } = privacy
  const known = createKnownNodes()
  const serializer = createSerializer(masks)
  let stops: (() => void)[] = []
  let changes = noChanges()
  let round = 0
  /** Events that happen during a snapshot: they refer to nodes it has yet to number. */
  let held: (() => void)[] | undefined

  const inOrder = (write: () => void) => {
    if (held) held.push(write)
    else write()
  }
  const tell: Watch['tell'] = (make, at = Date.now()) => {
    inOrder(() => emit(EventType.IncrementalSnapshot, JSON.stringify(make()), at))
  }
  const watch: Watch = { guard, known, masks, tell }
  /** Roots whose adopted sheets are to be told, once the recording has the root. */
  const adopting = new Set<Root>()
  const sheets = createSheets(watch, serializer.css, root => {
    adopting.add(root)
    // A microtask: what the page did before comes first.
    queueMicrotask(guard(() => slices.busy() || wait()))
  })
  const tellAdopting = () => {
    for (const root of adopting) sheets.tellAdopted(root)
    adopting.clear()
  }
  const inputs = createInputs(watch)
  // Changes: noted as they come, compared at once while the page is calm, seldom while it storms.
  let quietUntil = 0
  let storm = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = guard(() => {
    timer = undefined
    const seen = changes
    changes = noChanges()
    slices.add(compareWith(seen))
    slices.start()
  })
  function* compareWith(seen: Changes): Generator<void> {
    yield* compare(
      seen,
      () => changes,
      ++round,
      writing,
      masks.regions.at,
      data => tell(() => data),
    )
    tellAdopting()
  }
  const slices = createSlices(
    guard,
    ms => {
      spend(ms)
      const now = performance.now()
      quietUntil = Math.min(Math.max(quietUntil, now) + ms * (SHARE - 1), now + LONGEST_MS)
    },
    () => {
      if (changes.moved.size || changes.attributes.size || changes.texts.size || adopting.size) wait()
    },
  )
  const observer = new MutationObserver(
    guard((records: MutationRecord[]) => {
      note(records, changes, writing)
      if (!slices.busy()) wait()
    }),
  )
  const wait = () => {
    if (timer) return
    const ms = quietUntil - performance.now()
    if (ms > THROTTLED_MS && !storm) throttled()
    storm = ms > THROTTLED_MS
    if (ms > 0) timer = setTimeout(look, ms)
    else look()
  }
  const observed = new WeakSet<Node>()
  const observe = (root: Root) => {
    if (observed.has(root)) return
    observed.add(root)
    observer.observe(root, OBSERVED)
    stops.push(masks.inputs.watch(root), watchScroll(root, watch), inputs.watch(root))
    if ('host' in root) return
    stops.push(watchPointer(root, watch), watchMedia(root, watch), watchSelection(root, watch))
  }

  /** A frame's document is one added node with all that is in it. */
  function* frame(element: HTMLIFrameElement): Generator<void> {
    const inner = element.contentDocument
    const place = known.placed(element)
    if (!inner || !place || masks.regions.isBlocked(element)) return
    const rootId = known.place(inner, place, ++round).id
    const start = { node: inner, parent: place, rule: masks.regions.at(element), round, rootId }
    const json = yield* nestedJson(start, writing)
    emit(EventType.IncrementalSnapshot, attachment(place.id, json), Date.now())
    observe(inner)
    adopting.add(inner)
    tellAdopting()
  }
  const loaded = new WeakSet<Node>()
  const onPlaced = (node: Node) => {
    if (!isElement(node)) return
    if (node.shadowRoot) {
      observe(node.shadowRoot)
      adopting.add(node.shadowRoot)
    }
    const isFrame = is(node, 'iframe')
    if (isFrame) slices.add(frame(node))
    if (!isFrame && (!is(node, 'link') || node.sheet)) return
    if (loaded.has(node)) return
    loaded.add(node)
    node.addEventListener(
      'load',
      guard(() => {
        if (isFrame) slices.add(frame(node))
        // The sheet is there now: the link is written anew, with its rules.
        else changes.moved.set(node, false)
        slices.start()
        if (!slices.busy()) wait()
      }),
    )
  }
  const writing: Writing = { known, serializer, onPlaced }

  function* full(): Generator<void> {
    const at = Date.now()
    const meta = { href: privacy.cleanUrl(location.href), width: innerWidth, height: innerHeight }
    const offset = { left: scrollX, top: scrollY }
    const rootId = inside && inside.base + 1
    const start = { node: document, parent: null, rule: undefined, round: ++round, rootId }
    const json = yield* nestedJson(start, writing)
    if (inside) emit(EventType.IncrementalSnapshot, attachment(inside.parentId, json), Date.now())
    else {
      emit(EventType.Meta, JSON.stringify(meta), at)
      emit(EventType.FullSnapshot, `{"node":${json},"initialOffset":${JSON.stringify(offset)}}`, at)
    }
    const waiting = held ?? []
    held = undefined
    adopting.add(document)
    tellAdopting()
    for (const write of waiting) write()
    onSnapshot()
  }
  const snapshot = () => {
    slices.clear()
    held ??= []
    changes = noChanges()
    known.reset(inside?.base ?? 0)
    sheets.reset()
    slices.add(full())
  }

  snapshot()
  observe(document)
  stops.push(inputs.watchSetters(), sheets.watch())
  if (!inside) stops.push(watchResize(watch))
  const attach = Element.prototype.attachShadow
  stops.push(
    patch(Element.prototype, 'attachShadow', attach, () => root => {
      guard(observe)(root)
      return root
    }),
  )
  if (canvasFps > 0) {
    const startCanvases = guard(({ watchCanvases }: typeof import('./canvas.ts')) => {
      if (stops.length) stops.push(watchCanvases(watch, canvasFps))
    })
    void import('./canvas.ts').then(startCanvases)
  }
  return {
    snapshot,
    inOrder,
    nodeId: known.idOf,
    finish: () => {
      clearTimeout(timer)
      note(observer.takeRecords(), changes, writing)
      look()
      slices.finish()
    },
    stop: () => {
      clearTimeout(timer)
      observer.disconnect()
      for (const stop of stops.reverse()) stop()
      stops = []
      slices.clear()
    },
  }
}

/** A frame's document, as one added node with all that is in it. */
function attachment(parentId: number, json: string): string {
  const nothing = '"texts":[],"attributes":[],"removes":[]'
  const add = `{"parentId":${parentId},"nextId":null,"node":${json}}`
  return `{"source":${Source.Mutation},${nothing},"isAttachIframe":true,"adds":[${add}]}`
}
