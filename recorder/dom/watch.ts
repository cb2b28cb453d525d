import type { Masks } from '../privacy/privacy.ts'
import type { CaptureContext } from '../signal.ts'
import type { KnownNodes } from './known.ts'

/** What the observers of a document or shadow root may use. */
export interface Watch {
  guard: CaptureContext['guard']
  known: KnownNodes
  masks: Masks
  /** Emits an incremental event; node ids are looked up when it is written, `at` is when it happened. */
  tell: (make: () => { source: number }, at?: number) => void
}

/** A document, a frame's document, or a shadow root. */
export type Root = Document | ShadowRoot

type Stop = () => void

/** Listens on a root before the page does. */
export function on(
  root: EventTarget,
  types: readonly string[],
  listener: (event: Event) => void,
  guard: Watch['guard'],
): Stop {
  const safe = guard(listener)
  const options = { capture: true, passive: true }
  for (const type of types) root.addEventListener(type, safe, options)
  return () => {
    for (const type of types) root.removeEventListener(type, safe, options)
  }
}

// By what it is, not by constructor: nodes of same-origin frames have constructors of their own.
const isNode = (target: EventTarget): target is Node => 'nodeType' in target

/** The node an event happened on, also inside open shadow roots. */
export function targetOf(event: Event): Node | null {
  const [target] = event.composedPath()
  return target && isNode(target) ? target : null
}

/** Calls at most once in `ms`, the last time included; `flush` calls what waits. */
export function spaced(ms: number, action: () => void): (() => void) & { stop: Stop } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const run = () => {
    timer = undefined
    last = Date.now()
    action()
  }
  return Object.assign(
    () => {
      timer ??= setTimeout(run, Math.max(0, last + ms - Date.now()))
    },
    { stop: () => clearTimeout(timer) },
  )
}
