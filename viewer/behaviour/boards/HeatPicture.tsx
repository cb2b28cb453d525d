import '../../../node_modules/rrweb/dist/style.css'
import '../heatmap/picture.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { wordsOf } from '../../remote.ts'
import { Notice } from '../../ui/State.tsx'
import { DepthDifferences } from '../heatmap/DepthDifferences.tsx'
import { DepthLines } from '../heatmap/DepthLines.tsx'
import { DifferenceBoxes } from '../heatmap/DifferenceBoxes.tsx'
import { drawStill, type Still, type StillAsked } from '../heatmap/still.ts'

export interface Drawn {
  world: HTMLElement
  /** Of the recording behind. */
  session: string
}

interface HeatPictureProps {
  /** The page, as it is called to those who do not see it. */
  label: string
  still: StillAsked
  /** Another one: another question. */
  question: string
  /** Told what is drawn, and null when it is gone. */
  onDrawn: (drawn: Drawn | null) => void
}

const NO_PICTURE = 'No recorded view of this page can be drawn on: the numbers below count everyone.'

/** A heatmap on a board: the page with what was done on it, as wide as its card. */
export function HeatPicture({ label, still: asked, question, onDrawn }: HeatPictureProps) {
  const frame = useRef<HTMLElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [still, setStill] = useState<Still | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [wide, setWide] = useState(0)
  useEffect(() => {
    const view = frame.current
    if (!view) return
    // What scrolls can be scrolled by keyboard.
    view.tabIndex = 0
    const observer = new ResizeObserver(() => setWide(view.clientWidth))
    observer.observe(view)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    let left = false
    let drawn: Still | null = null
    setProblem(null)
    setStill(null)
    if (!room.current || !canvas.current) return
    drawStill(asked, room.current, canvas.current).then(
      made => {
        if (left) {
          made?.destroy()
          return
        }
        drawn = made
        setStill(made)
        if (made && world.current) onDrawn({ world: world.current, session: made.session })
        if (!made) setProblem(NO_PICTURE)
      },
      cause => !left && setProblem(wordsOf(cause)),
    )
    return () => {
      left = true
      onDrawn(null)
      drawn?.destroy()
    }
  }, [question])
  const { width, height } = still?.size ?? { width: 0, height: 0 }
  const scale = width === 0 ? 1 : Math.min(1, wide / width)
  return (
    <>
      {problem && <Notice>{problem}</Notice>}
      <section class="board-heat" ref={frame} aria-label={label} hidden={problem !== null}>
        {!still && (
          <p class="heat-waiting" role="status">
            <span class="spinner" aria-hidden="true" /> Rebuilding the page
          </p>
        )}
        <div class="heat-sizer" style={{ width: `${width * scale}px`, height: `${height * scale}px` }}>
          <div
            class="heat-world"
            ref={world}
            style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` }}
          >
            <div class="heat-room" ref={room} />
            <div class="heat-veil" />
            <canvas class="heat-canvas" ref={canvas} hidden={asked.compare !== undefined} />
            {still && <Over still={still} kind={asked.kind} scale={scale} />}
          </div>
        </div>
      </section>
    </>
  )
}

function Over({ still, kind, scale }: { still: Still; kind: StillAsked['kind']; scale: number }) {
  const { shown, boxes, size } = still
  if (shown.of === 'map') return <DepthLines kind={kind} map={shown.map} scale={scale} />
  const { elements, depths } = shown.difference
  return (
    <div class="heat-boxes" style={{ '--unscale': 1 / scale }} aria-hidden="true">
      {kind === 'scroll' ? (
        <DepthDifferences depths={depths} height={size.height} />
      ) : (
        <DifferenceBoxes elements={elements} boxes={boxes} scale={scale} />
      )}
    </div>
  )
}
