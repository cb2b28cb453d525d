import type { List } from '../../../contract/api.ts'
import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import type {
  HeatDifferences,
  HeatMoment,
  Heatmap,
  HeatPage,
  HeatPlaces,
  HeatScene,
} from '../../../contract/behaviour/heatmap.ts'
import { address, read, type SessionQuery, send } from '../../api.ts'

/** The views asked about: of whom, of which page, how wide. */
export type Asked = Omit<SessionQuery, 'limit' | 'cursor' | 'person'> & {
  page: string
  width: string
  release?: string
}

export type Where = { element: string } | { x: number; y: number; radius: number }

export const heat = {
  pages: (query: Omit<SessionQuery, 'cursor'> & { search?: string }) =>
    read<List<HeatPage>>('/api/heatmaps/pages', { ...query }),
  map: (asked: Asked, kind: HeatKind, goal: string | null) =>
    read<Heatmap>('/api/heatmaps', { ...asked, kind, goal: goal ?? undefined }),
  difference: (asked: Asked, compare: string) =>
    read<HeatDifferences>('/api/heatmaps/difference', { ...asked, compare }),
  scenes: (asked: Asked, session: string | null) =>
    read<List<HeatScene>>('/api/heatmaps/scenes', { ...asked, session: session ?? undefined }),
  clicks: (asked: Asked, kind: HeatKind, where: Where) =>
    read<List<HeatMoment>>('/api/heatmaps/clicks', { ...asked, kind, ...where }),
  places: (scene: { session: string; tab: string; at: number; elements: string[] }, project?: string) =>
    send<HeatPlaces>('POST', address('/api/heatmaps/places', { project }), scene),
}
