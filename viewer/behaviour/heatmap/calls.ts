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
import type { Behind } from './behind.ts'

/** The views asked about: of whom, of which page, how wide. */
export type Asked = Omit<SessionQuery, 'limit' | 'cursor' | 'person'> & {
  page: string
  width: string
  release?: string
}

/** Of two segments, of which one. */
export interface Side {
  compare?: string
  side?: 'a' | 'b'
}

export const heat = {
  pages: (query: Omit<SessionQuery, 'cursor'> & { search?: string }) =>
    read<List<HeatPage>>('/api/heatmaps/pages', { ...query }),
  map: (asked: Asked, kind: HeatKind, goal: string | null) =>
    read<Heatmap>('/api/heatmaps', { ...asked, kind, goal: goal ?? undefined }),
  difference: (asked: Asked, compare: string) =>
    read<HeatDifferences>('/api/heatmaps/difference', { ...asked, compare }),
  scenes: (asked: Asked, session: string | null) =>
    read<List<HeatScene>>('/api/heatmaps/scenes', { ...asked, session: session ?? undefined }),
  moments: (asked: Asked, side: Side, { of, ...which }: Behind) =>
    read<List<HeatMoment>>(`/api/heatmaps/${of}`, { ...asked, ...side, ...which }),
  places: (scene: { session: string; tab: string; at: number; elements: string[] }, project?: string) =>
    send<HeatPlaces>('POST', address('/api/heatmaps/places', { project }), scene),
}
