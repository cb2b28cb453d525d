/** A heatmap drawn once, on the typical recording of its page, outside of the screen of heatmaps. */
import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import { api } from '../../api.ts'
import { bar } from '../../location.ts'
import { type Asked, heat } from './calls.ts'
import { densityOf } from './density.ts'
import { paintHeat } from './painting.ts'
import { placedOn } from './placed-on.ts'
import { buildScene } from './scene.ts'

export interface Still {
  size: { width: number; height: number }
  destroy(): void
}

/** Null when no recorded view of the page can be drawn on. */
export async function drawStill(
  asked: Asked,
  kind: HeatKind,
  room: HTMLElement,
  canvas: HTMLCanvasElement,
): Promise<Still | null> {
  const { project } = bar.peek()
  const [heatmap, scenes] = await Promise.all([heat.map(asked, kind, null), heat.scenes(asked, null)])
  const [scene] = scenes.items
  if (!scene) return null
  const { session, tab, moment: at } = scene
  const recording = await api.session(session, project)
  const built = await buildScene(recording, tab, at, (of, seq) => api.batch(session, of, seq, project), room)
  if (!built) return null
  const elements = heatmap.elements.map(one => one.element)
  const found =
    elements.length === 0 ? [] : (await heat.places({ session, tab, at, elements }, project)).elements
  const boxes = new Map(found.map(({ element, nodes }) => [element, built.boxes(nodes)]))
  const placed = placedOn(heatmap, boxes, built.size)
  paintHeat(canvas, kind, heatmap, densityOf(placed), built.size.height)
  return { size: built.size, destroy: built.destroy }
}
