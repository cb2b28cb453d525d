import '../../../node_modules/rrweb/dist/style.css'
import './picture.css'
import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { SaveMenu } from '../../charts/SaveMenu.tsx'
import { go, here } from '../../location.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Notice } from '../../ui/State.tsx'
import { depth, isDifference, kind, NO_MOMENTS, spot } from './address.ts'
import { BoxLayer } from './BoxLayer.tsx'
import { DepthLines } from './DepthLines.tsx'
import { depthAt } from './depth-at.ts'
import { heatDrawing } from './heat-file.ts'
import { elementAt } from './hit.ts'
import { map, pointed, recording, sceneAt, shownPage } from './model.ts'
import { numbers } from './numbers.ts'
import { paintHeat } from './painting.ts'
import { KINDS } from './sentences.ts'
import { awaitStage, boxes, buildStage, density, findAgain, leaveStage, listed, stage } from './stage.ts'
import { anchor, followHands, readZoom, zoom, zoomTo } from './zoom.ts'

const SIZES = [0.5, 1]

/** How it may be drawn: the sizes offered, and the one that hands chose. */
function sizesOf(chosen: number | null): { value: string; label: string }[] {
  const all = chosen === null || SIZES.includes(chosen) ? SIZES : [...SIZES, chosen]
  const percent = (one: number) => ({ value: String(one), label: `${Math.round(100 * one)}%` })
  return [{ value: 'fit', label: 'Fit' }, ...all.map(percent)]
}

/** The recorded page with the picture over it. It is drawn once; scrolling only moves it. */
export function Picture() {
  const frame = useRef<HTMLElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const touch = useRef<HTMLDivElement>(null)
  const wide = useSignal(0)
  const scale = useComputed(() => {
    const { width } = stage.value.size
    if (zoom.value !== null || width === 0) return zoom.value ?? 1
    return Math.min(1, Math.max(0.1, wide.value / width))
  })

  useEffect(() => {
    const view = frame.current
    if (!view) return
    // What scrolls can be scrolled by keyboard.
    view.tabIndex = 0
    const observer = new ResizeObserver(() => {
      wide.value = view.clientWidth
    })
    observer.observe(view)
    const letGo = followHands(view, () => scale.peek())
    return () => {
      letGo()
      observer.disconnect()
      leaveStage()
    }
  }, [])
  // What the pointer does here, the list beside does by keyboard.
  useEffect(() => {
    const over = touch.current
    if (!over) return
    const at = (event: MouseEvent) => placeOf(event, over, scale.peek())
    const controller = new AbortController()
    const { signal } = controller
    const point = (element: string | null) => {
      pointed.value = element
    }
    over.addEventListener('pointermove', event => point(elementAt(boxes.peek(), at(event))), { signal })
    over.addEventListener('pointerleave', () => point(null), { signal })
    over.addEventListener('click', event => open(at(event)), { signal })
    return () => controller.abort()
  }, [])
  useSignalEffect(() => {
    // Told of both: another recording, or another moment of the same.
    if (!recording.value.value || sceneAt.value === null) awaitStage()
    else if (room.current) void buildStage(room.current)
  })
  useSignalEffect(readZoom)
  useLayoutEffect(() => {
    const held = anchor.peek()
    if (!held || !frame.current) return
    frame.current.scrollTo(held.pageX * scale.value - held.x, held.pageY * scale.value - held.y)
    anchor.value = null
  }, [scale.value])
  useSignalEffect(() => {
    if (listed.value.length > 0) void findAgain()
  })
  useSignalEffect(() => {
    if (canvas.current) paint(canvas.current)
  })

  const { size, state, problem } = stage.value
  const heatmap = map.value.value
  return (
    <figure class="heat-figure" aria-label="The page with what was done on it">
      {problem && <Notice>{problem}</Notice>}
      <section class="heat-frame" ref={frame} aria-label="The picture" hidden={state === 'problem'}>
        <div
          class="heat-sizer"
          style={{ width: `${size.width * scale.value}px`, height: `${size.height * scale.value}px` }}
        >
          <div
            class="heat-world"
            ref={world}
            style={{
              width: `${size.width}px`,
              height: `${size.height}px`,
              transform: `scale(${scale.value})`,
            }}
          >
            <div class="heat-room" ref={room} />
            <div class="heat-veil" />
            <canvas class="heat-canvas" ref={canvas} hidden={isDifference.value} />
            {state === 'shown' && !isDifference.value && heatmap && (
              <DepthLines kind={kind.value} map={heatmap} scale={scale.value} />
            )}
            <BoxLayer scale={scale.value} />
            {state === 'shown' && spot.value && (
              <div class="heat-spot">
                <i style={{ left: `${spot.value.x}px`, top: `${spot.value.y}px` }} />
              </div>
            )}
            {state === 'shown' && depth.value !== null && (
              <div class="heat-lines" style={{ '--unscale': 1 / scale.value }} aria-hidden="true">
                <span class="heat-depth" style={{ top: `${depth.value}px` }} />
              </div>
            )}
            <div class="heat-touch" ref={touch} />
          </div>
        </div>
        {state === 'loading' && (
          <p class="heat-waiting" role="status">
            <span class="spinner" aria-hidden="true" /> Rebuilding the page
          </p>
        )}
      </section>
      <div
        class="heat-zoom"
        title="Ctrl and wheel, two fingers, + and − zoom; 0 fits; a drag moves"
        hidden={state === 'problem'}
      >
        <SaveMenu
          title={`${KINDS.find(one => one.value === kind.value)?.label} on ${shownPage.value}`}
          csv={numbers}
          up
          svg={() => (world.current && heatDrawing(world.current)?.svg) ?? null}
        />
        <Segmented
          label="Size"
          name="heat-zoom"
          value={zoom.value === null ? 'fit' : String(zoom.value)}
          options={sizesOf(zoom.value)}
          onChange={value => zoomTo(value === 'fit' ? null : Number(value))}
        />
      </div>
    </figure>
  )
}

function paint(canvas: HTMLCanvasElement): void {
  const { height } = stage.value.size
  const heatmap = map.value.value
  if (isDifference.value || height === 0 || !heatmap) return
  paintHeat(canvas, kind.value, heatmap, density.value, height)
}

function placeOf(event: MouseEvent, over: Element, scale: number): { x: number; y: number } {
  const { left, top } = over.getBoundingClientRect()
  return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale }
}

/** Leads to the sessions behind an element, or behind a place where there is none; of depths, to those behind the depth. */
function open({ x, y }: { x: number; y: number }): void {
  const band = depthAt(y)
  if (band) {
    go(here({ ...NO_MOMENTS, ...band }))
    return
  }
  const element = elementAt(boxes.peek(), { x, y })
  const spot = element === null ? `${Math.round(x)},${Math.round(y)}` : null
  go(here({ ...NO_MOMENTS, element, spot }))
}
