import { WIDTH_BANDS } from '../../../contract/behaviour/heat.ts'
import type { HeatPage } from '../../../contract/behaviour/heatmap.ts'
import type { HeatPagesQuery } from '../heatmap-port.ts'

/** Pages with the most views first, of any engine's counts per session and width. Sessions may be known by any key. */
export function pagesOf<K>(
  rows: Iterable<{ page: string; session: K; width: number; views: number; clicks: number }>,
  query: Pick<HeatPagesQuery, 'search' | 'limit'>,
): HeatPage[] {
  const pages = new Map<string, HeatPage & { seen: Set<K> }>()
  for (const { page, session, width, views, clicks } of rows) {
    const one = pages.get(page) ?? { ...emptyPage(page), seen: new Set<K>() }
    pages.set(page, one)
    one.views += views
    one.clicks += clicks
    one.seen.add(session)
    const band = bandOf(width)
    if (band) one.bands[band] += views
  }
  return mostViewed(
    [...pages.values()].map(({ seen, ...page }) => ({ ...page, sessions: seen.size })),
    query,
  )
}

export function mostViewed(
  pages: readonly HeatPage[],
  { search, limit }: Pick<HeatPagesQuery, 'search' | 'limit'>,
): HeatPage[] {
  const part = search.toLowerCase()
  return pages
    .filter(({ page }) => page.toLowerCase().includes(part))
    .sort((a, b) => b.views - a.views || (a.page < b.page ? -1 : 1))
    .slice(0, limit)
}

export function bandOf(width: number): keyof HeatPage['bands'] | null {
  for (const band of ['phone', 'tablet', 'desktop'] as const) {
    const [from, to] = WIDTH_BANDS[band]
    if (width >= from && width <= to) return band
  }
  return null
}

export function emptyPage(page: string): HeatPage {
  return { page, views: 0, sessions: 0, clicks: 0, bands: { phone: 0, tablet: 0, desktop: 0 } }
}
