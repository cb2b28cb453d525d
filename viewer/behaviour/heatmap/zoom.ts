/**
 * How large the page is drawn: `zoom` in the address, per cent of its own size; without it as wide as there is room.
 * Wheel with Ctrl (a pinch on a trackpad is told as one), two fingers, + and - zoom around where they are; a drag moves.
 */
import { signal } from '@preact/signals'
import { go, here, query } from '../../location.ts'
import { isTyping } from '../../ui/keyboard.ts'

const [LEAST, MOST] = [0.1, 4]
/** A key press zooms by this. */
const STEP = 1.25
/** A notch of a wheel is about 100 px, a step of a pinch a few. */
const PER_PX = 1 / 500
/** Less than this is a click, px. */
const DRAG_PX = 4
/** The address follows once it rests, ms: browsers refuse it more often than a few times a second. */
const REST_MS = 250

/** Null: fits. */
export const zoom = signal<number | null>(null)
/** The place of the frame that stays under the pointer, px from its corner, and what of the page is there. */
export const anchor = signal<{ x: number; y: number; pageX: number; pageY: number } | null>(null)

let resting: ReturnType<typeof setTimeout> | undefined

export function readZoom(): void {
  const percent = Number(query.value.get('zoom'))
  zoom.value = percent > 0 ? within(percent / 100) : null
}

export function zoomTo(scale: number | null): void {
  zoom.value = scale === null ? null : within(scale)
  clearTimeout(resting)
  resting = setTimeout(() => {
    const asked = zoom.peek()
    go(here({ zoom: asked === null ? null : Math.round(100 * asked) }), 'replace')
  }, REST_MS)
}

/** Follows hands over the frame; answers how to stop. */
export function followHands(frame: HTMLElement, scale: () => number): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const around = (x: number, y: number, factor: number) => {
    const box = frame.getBoundingClientRect()
    const now = scale()
    const [left, top] = [x - box.left, y - box.top]
    // Several may come before the frame is scrolled for the first.
    const held = anchor.peek()
    anchor.value = {
      ...{ x: left, y: top },
      pageX: held ? held.pageX + (left - held.x) / now : (frame.scrollLeft + left) / now,
      pageY: held ? held.pageY + (top - held.y) / now : (frame.scrollTop + top) / now,
    }
    zoomTo(now * factor)
  }
  const middle = (factor: number) => {
    const { left, top, width, height } = frame.getBoundingClientRect()
    around(left + width / 2, top + height / 2, factor)
  }
  frame.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      around(event.clientX, event.clientY, Math.exp(-event.deltaY * PER_PX))
    },
    { signal, passive: false },
  )
  frame.addEventListener(
    'keydown',
    event => {
      if (isTyping(event)) return
      if (event.key === '+' || event.key === '=') middle(STEP)
      else if (event.key === '-') middle(1 / STEP)
      else if (event.key === '0') zoomTo(null)
      else return
      event.preventDefault()
    },
    { signal },
  )
  followFingers(frame, around, signal)
  followDrag(frame, signal)
  return () => controller.abort()
}

/** One finger scrolls, which is the browser's. */
function followFingers(
  frame: HTMLElement,
  around: (x: number, y: number, factor: number) => void,
  signal: AbortSignal,
): void {
  let before = 0
  const apart = ([a, b]: Touch[]) => (a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0)
  frame.addEventListener(
    'touchstart',
    event => {
      before = apart([...event.touches])
    },
    { signal, passive: true },
  )
  frame.addEventListener(
    'touchmove',
    event => {
      const [a, b] = event.touches
      if (!a || !b) return
      event.preventDefault()
      const now = apart([a, b])
      if (before > 0) around((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2, now / before)
      before = now
    },
    { signal, passive: false },
  )
}

/** A mouse takes hold of the page; letting go behind a drag is no click. */
function followDrag(frame: HTMLElement, signal: AbortSignal): void {
  let held: { x: number; y: number; moved: boolean } | null = null
  frame.addEventListener(
    'pointerdown',
    event => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return
      held = { x: event.clientX, y: event.clientY, moved: false }
    },
    { signal },
  )
  addEventListener(
    'pointermove',
    event => {
      if (!held) return
      const [x, y] = [event.clientX - held.x, event.clientY - held.y]
      if (!held.moved && Math.hypot(x, y) < DRAG_PX) return
      frame.scrollBy(-x, -y)
      frame.classList.add('held')
      held = { x: event.clientX, y: event.clientY, moved: true }
    },
    { signal },
  )
  const letGo = () => {
    frame.classList.remove('held')
    held = null
  }
  addEventListener('pointercancel', letGo, { signal })
  addEventListener(
    'pointerup',
    () => {
      if (held?.moved) {
        const stop = (event: Event) => event.stopPropagation()
        frame.addEventListener('click', stop, { capture: true, once: true })
        // A click comes right behind its pointerup, or not at all.
        setTimeout(() => frame.removeEventListener('click', stop, { capture: true }))
      }
      letGo()
    },
    { signal },
  )
}

function within(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale))
}
