import { Mouse, Source } from '../../contract/rrweb.ts'
import { on, type Root, spaced, targetOf, type Watch } from './watch.ts'

/** ms between two positions, and between two events that carry them: rrweb's own figures. */
const POSITION_MS = 50
const MOVE_MS = 500

/** Kinds by event name. Pointer events tell mouse and touch apart, so mouse and touch events are not asked for. */
const KINDS: Record<string, number> = {
  pointerup: Mouse.Up,
  pointerdown: Mouse.Down,
  click: Mouse.Click,
  contextmenu: Mouse.ContextMenu,
  dblclick: Mouse.DoubleClick,
  focus: Mouse.Focus,
  blur: Mouse.Blur,
  touchcancel: Mouse.TouchCancel,
}
/** rrweb's numbers of pointer types. */
const POINTERS: Record<string, number> = { mouse: 0, pen: 1, touch: 2 }

/** Elements from the one that was hit upwards of which it is told where in them it was: a card is a link with parts. */
const LEVELS = 6

/** Where in the boxes of an element and of those around it a place is: thousandths from the left and from the top. */
function placesWithin(node: Element, x: number, y: number): number[] {
  const places: number[] = []
  for (let at: Element | null = node; at && places.length < 2 * LEVELS; at = at.parentElement) {
    // To find what was hit the browser has laid out the page: this costs it nothing.
    const { left, top, width, height } = at.getBoundingClientRect()
    places.push(Math.round(((x - left) / width) * 1e3) || 0, Math.round(((y - top) / height) * 1e3) || 0)
  }
  return places
}

/** Where the pointer is, and what it and the focus do. */
export function watchPointer(root: Root, { tell, known, guard }: Watch): () => void {
  let positions: { x: number; y: number; node: Node | null; at: number }[] = []
  let source: number = Source.MouseMove
  const flush = () => {
    if (!positions.length) return
    const moved = positions
    const now = Date.now()
    const from = source
    positions = []
    tell(() => ({
      source: from,
      positions: moved.map(({ x, y, node, at }) => ({ x, y, id: known.idOf(node), timeOffset: at - now })),
    }))
  }
  const flushSpaced = spaced(MOVE_MS, guard(flush))
  const moved = (event: Event) => {
    const at = Date.now()
    if (at - (positions.at(-1)?.at ?? 0) < POSITION_MS) return
    const touch = 'changedTouches' in event
    const kind = touch ? Source.TouchMove : event.type === 'drag' ? Source.Drag : Source.MouseMove
    if (kind !== source) flush()
    source = kind
    const { clientX, clientY } = (touch ? (event as TouchEvent).changedTouches[0] : event) as MouseEvent
    positions.push({ x: Math.round(clientX), y: Math.round(clientY), node: targetOf(event), at })
    flushSpaced()
  }
  const acted = (event: Event) => {
    const node = targetOf(event)
    if (node?.nodeType !== 1) return
    const { clientX, clientY, pointerType = '' } = event as Partial<PointerEvent>
    let type = KINDS[event.type] ?? Mouse.Click
    const touch = pointerType === 'touch'
    if (touch && type === Mouse.Down) type = Mouse.TouchStart
    if (touch && type === Mouse.Up) type = Mouse.TouchEnd
    const pointer = type === Mouse.Click ? POINTERS[pointerType] : undefined
    const within =
      event.type === 'pointerdown' ? placesWithin(node as Element, clientX ?? 0, clientY ?? 0) : undefined
    tell(() => ({
      source: Source.MouseInteraction,
      type,
      id: known.idOf(node),
      x: clientX,
      y: clientY,
      pointerType: pointer,
      within,
    }))
  }
  const stops = [
    on(root, ['mousemove', 'touchmove', 'drag'], moved, guard),
    on(root, Object.keys(KINDS), acted, guard),
  ]
  return () => {
    flushSpaced.stop()
    flush()
    for (const stop of stops) stop()
  }
}
