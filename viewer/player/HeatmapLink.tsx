import { useComputed } from '@preact/signals'
import { WIDTH_BANDS, type WidthBand } from '../../contract/behaviour/heat.ts'
import { to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Player } from './player.ts'

const LABEL = 'Heatmap on this page, as it is now'

/** The heatmap of the page that is shown, drawn on it as it is at this moment. */
export function HeatmapLink({ player }: { player: Player }) {
  const href = useComputed(() => heatmapOf(player))
  if (href.value === null) return null
  return (
    <a class="button icon-only quietly" href={href.value} aria-label={LABEL} title={LABEL}>
      <Icon name="cursor" />
    </a>
  )
}

function heatmapOf({ session, state, id }: Player): string | null {
  const now = state.value
  const tab = session.value.value?.recordings.find(one => one.id === now?.tab)
  const page = tab?.facts.pages.findLast(one => now !== null && one.at <= now.at)
  if (!now?.size || !page) return null
  return to('/behaviour/heatmaps', {
    page: page.pattern,
    width: bandOf(now.size.width),
    // As heatmaps name a view: by the whole ms it began with.
    ...{ background: id, viewed: Math.round(page.at) },
    moment: Math.round(Math.max(0, Math.min(now.at, page.until) - page.at)),
  })
}

const BANDS: readonly WidthBand[] = ['phone', 'tablet', 'desktop']

function bandOf(width: number): WidthBand {
  return BANDS.find(one => width <= WIDTH_BANDS[one][1]) ?? 'desktop'
}
