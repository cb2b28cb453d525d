import type { Player } from '../player.ts'
import { type Box, boxOf, choose, chosen, page, picking, pointed } from './tree.ts'

/** Over the frame: the box of the element that is chosen or pointed at, and, when picking, the hand that points. */
export function PickLayer({ player }: { player: Player }) {
  const size = player.state.value?.size
  const now = page.value
  if (!size || !now) return null
  const element = pointed.value ?? chosen.value
  const box = element ? boxOf(element) : null
  const under = (event: PointerEvent): Element | null => {
    const target = event.currentTarget
    const room = target instanceof Element ? target.getBoundingClientRect() : null
    if (!room || room.width === 0) return null
    const scale = size.width / room.width
    return now.document.elementFromPoint(
      (event.clientX - room.left) * scale,
      (event.clientY - room.top) * scale,
    )
  }
  return (
    <div
      class={picking.value ? 'pick-layer picking' : 'pick-layer'}
      onPointerMove={event => {
        if (picking.peek()) pointed.value = under(event)
      }}
      onPointerLeave={() => {
        if (picking.peek()) pointed.value = null
      }}
      onPointerDown={event => {
        if (!picking.peek()) return
        choose(under(event))
        picking.value = false
        pointed.value = null
      }}
    >
      {box && <Outline box={box} tag={element?.tagName.toLowerCase() ?? ''} />}
    </div>
  )
}

function Outline({ box: { left, top, width, height }, tag }: { box: Box; tag: string }) {
  return (
    <span
      class="pick-box"
      style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
    >
      <span>
        {tag} {Math.round(width)} × {Math.round(height)}
      </span>
    </span>
  )
}
