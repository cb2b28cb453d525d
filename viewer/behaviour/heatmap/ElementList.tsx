import { computed } from '@preact/signals'
import type { HeatElement } from '../../../contract/behaviour/heatmap.ts'
import { go, here, query } from '../../location.ts'
import { count, counted } from '../../ui/words.ts'
import { goal, kind } from './address.ts'
import { ElementRow } from './ElementRow.tsx'
import { map } from './model.ts'
import { KINDS } from './sentences.ts'
import { times } from './times.ts'

const SORTS = [
  { value: 'sessions', label: 'Sessions that clicked' },
  { value: 'share', label: 'Share of those who saw it' },
  { value: 'clicks', label: 'Clicks per session' },
  { value: 'first', label: 'Clicked first' },
  { value: 'frustrated', label: 'Rage, dead and error' },
  { value: 'slow', label: 'Time to click' },
  { value: 'converted', label: 'Reached the goal' },
] as const
const SHOWN = 60

type Sort = (typeof SORTS)[number]['value'] | 'shown'

/** By what the picture shows, until something else is chosen. */
const sort = computed((): Sort => {
  const asked = query.value.get('sort')
  const usual = times.value === null ? 'sessions' : 'shown'
  return SORTS.find(one => one.value === asked)?.value ?? usual
})
const rank: Record<Sort, (one: HeatElement) => number> = {
  shown: one => times.value?.get(one.element) ?? 0,
  sessions: one => one.sessions,
  share: one => one.sessions / Math.max(1, one.saw),
  clicks: one => one.clicks / Math.max(1, one.sessions),
  first: one => one.first,
  frustrated: one => one.rage + one.dead + one.error,
  slow: one => one.timeToClick ?? 0,
  converted: one => one.converted / Math.max(1, one.sessions),
}
const words = computed(() => KINDS.find(one => one.value === kind.value))

/** Elements of the page by what was done with them; the table behind the picture. */
export function ElementList() {
  const now = map.value.value
  const all = now?.elements ?? []
  const numbered = new Map(all.map((one, i) => [one.element, i + 1]))
  const rows = [...all].sort((a, b) => rank[sort.value](b) - rank[sort.value](a)).slice(0, SHOWN)
  return (
    <section class="card heat-list" aria-label="By element">
      <header>
        <h2>By element</h2>
        <select
          class="input"
          aria-label="Sort by"
          value={sort.value}
          onChange={event => {
            const chosen = event.currentTarget.value
            go(here({ sort: chosen === 'shown' ? null : chosen }), 'replace')
          }}
        >
          {times.value !== null && <option value="shown">{words.value?.label}</option>}
          {SORTS.filter(one => one.value !== 'converted' || goal.value !== null).map(one => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </header>
      {now && all.length === 0 && (
        <p class="heat-none quiet">
          {now.clicks === 0
            ? `Nobody of these ${counted(now.sessions, 'session')} clicked on this page.`
            : `${counted(now.clicks, 'click')}, of which the recordings do not tell the elements.`}
        </p>
      )}
      <ol>
        {rows.map(one => (
          <ElementRow
            key={one.element}
            one={one}
            number={numbered.get(one.element) ?? 0}
            firsts={now?.firsts ?? 0}
          />
        ))}
      </ol>
      {now && now.totalElements > rows.length && (
        <p class="heat-none quiet">
          {count(rows.length)} of {count(now.totalElements)} elements are listed; all are drawn.
        </p>
      )}
      <p class="heat-rule quiet">
        A session saw an element when its window reached the height at which the element was clicked, or when
        it clicked it.
      </p>
    </section>
  )
}
