/** A heatmap drawn once, on the typical recording of its page, outside of the screen of heatmaps. */
import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import type { HeatDifferences, Heatmap } from '../../../contract/behaviour/heatmap.ts'
import { api } from '../../api.ts'
import { bar } from '../../location.ts'
import type { Box } from './anchors.ts'
import { type Asked, heat } from './calls.ts'
import { densityOf } from './density.ts'
import { paintHeat } from './painting.ts'
import { placedOn } from './placed-on.ts'
import { buildScene } from './scene.ts'

/** A recorded view chosen as the page behind. */
export interface Background {
  session: string
  /** Epoch ms the view began, and ms since then. */
  viewed: number | null
  moment: number | null
}

export interface StillAsked {
  asked: Asked
  kind: HeatKind
  /** Whose recordings the page behind is looked for in: those asked about, then these. */
  pageOf?: Asked | undefined
  background?: Background | undefined
  /** Compared with this segment, as one picture of their difference. */
  compare?: string | undefined
}

export interface Still {
  size: { width: number; height: number }
  boxes: ReadonlyMap<string, readonly Box[]>
  shown: { of: 'map'; map: Heatmap } | { of: 'difference'; difference: HeatDifferences }
  /** Of the recording behind. */
  session: string
  destroy(): void
}

/** Null when no recorded view of the page can be drawn on. */
export async function drawStill(
  { asked, kind, pageOf, background, compare }: StillAsked,
  room: HTMLElement,
  canvas: HTMLCanvasElement,
): Promise<Still | null> {
  const { project } = bar.peek()
  const [shown, scene] = await Promise.all([
    answerOf(asked, kind, compare),
    sceneOf([pageOf ?? asked, asked], background),
  ])
  if (!scene) return null
  const { session, tab, at } = scene
  const recording = await api.session(session, project)
  const built = await buildScene(recording, tab, at, (of, seq) => api.batch(session, of, seq, project), room)
  if (!built) return null
  const listed = shown.of === 'map' ? shown.map.elements : shown.difference.elements
  const elements = listed.map(one => one.element)
  const found =
    elements.length === 0 ? [] : (await heat.places({ session, tab, at, elements }, project)).elements
  const boxes = new Map(found.map(({ element, nodes }) => [element, built.boxes(nodes)]))
  if (shown.of === 'map') {
    const placed = placedOn(shown.map, boxes, built.size)
    paintHeat(canvas, kind, shown.map, densityOf(placed), built.size.height)
  }
  return { size: built.size, boxes, shown, session, destroy: built.destroy }
}

async function answerOf(asked: Asked, kind: HeatKind, compare: string | undefined): Promise<Still['shown']> {
  if (compare) return { of: 'difference', difference: await heat.difference(asked, compare) }
  return { of: 'map', map: await heat.map(asked, kind, null) }
}

/** The first asked about of whom there is a view. */
async function sceneOf(whose: Asked[], background: Background | undefined) {
  for (const asked of whose) {
    const { items } = await heat.scenes(asked, background?.session ?? null)
    const own = items.filter(one => one.session === background?.session)
    const chosen = own.find(one => one.at === background?.viewed) ?? own[0]
    const since = background?.moment ?? null
    if (chosen && since !== null) return { ...chosen, at: Math.min(chosen.until, chosen.at + since) }
    const scene = chosen ?? items[0]
    if (scene) return { ...scene, at: scene.moment }
  }
  return null
}
