import './draw-layer.css'
import { useRef } from 'preact/hooks'
import type { Stroke } from '../../contract/note.ts'
import type { Player } from '../player/player.ts'
import { begin, change, draft, openNote, pen } from './notes.ts'
import { strokePath, withPoint } from './stroke-path.ts'

/** How long the drawing of a note at a moment stays while the replay runs on, ms. */
const STAYS_MS = 2_000
/** A seek may end this far beside the moment, ms. */
const NEAR_MS = 60

/** What is drawn on the frame: of the open note while the replay is where it belongs, and what is being drawn now. */
export function DrawLayer({ player }: { player: Player }) {
  const stroke = useRef<Stroke | null>(null)
  const size = player.state.value?.size
  if (!size) return null
  const colour = pen.value
  const now = draft.value
  const note = openNote.value
  const at = player.at.value
  const belongs =
    note?.drawing && at >= note.at - NEAR_MS && at <= Math.max(note.until ?? 0, note.at + STAYS_MS)
  const shown = now?.drawing ?? (belongs ? note.drawing : null)
  if (!shown && colour === null) return null
  const { width, height } = shown ?? size

  const place = (event: PointerEvent): [number, number] => {
    const target = event.currentTarget
    const box = target instanceof Element ? target.getBoundingClientRect() : null
    if (!box || box.width === 0) return [0, 0]
    return [
      ((event.clientX - box.left) * width) / box.width,
      ((event.clientY - box.top) * height) / box.height,
    ]
  }
  const put = (next: Stroke) => {
    if (next === stroke.current) return
    const strokes = (draft.peek()?.drawing?.strokes ?? []).filter(one => one !== stroke.current)
    stroke.current = next
    change({ drawing: { width, height, strokes: [...strokes, next] } })
  }
  const down = (event: PointerEvent) => {
    if (colour === null) return
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
    player.replay.peek()?.pause()
    begin(player.id, player.at.peek())
    stroke.current = null
    put(withPoint({ colour, points: [] }, ...place(event)))
  }
  return (
    <svg
      class={colour === null ? 'draw-layer' : 'draw-layer drawing'}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={shown ? 'Drawing of the note' : 'Draw here'}
      onPointerDown={down}
      onPointerMove={event => {
        if (stroke.current) put(withPoint(stroke.current, ...place(event)))
      }}
      onPointerUp={() => {
        stroke.current = null
      }}
    >
      {shown?.strokes.map((one, i) => (
        <path key={i} class={`stroke ${one.colour}`} d={strokePath(one)} />
      ))}
    </svg>
  )
}
