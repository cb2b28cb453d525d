import { go, here, query } from '../../location.ts'
import { count } from '../../ui/words.ts'
import { KeepChart } from '../boards/KeepChart.tsx'
import { goal, isDepth, isDifference, kind, NO_MOMENTS, release } from './address.ts'
import { goals, pages, releases, shownPage, shownWidth } from './model.ts'
import { KINDS } from './sentences.ts'
import { WidthPicker } from './WidthPicker.tsx'

/** What belongs to one page and is let go with it. */
const OF_PAGE = { background: null, viewed: null, moment: null, ...NO_MOMENTS }

/** How it is looked at, kept on a board with it. */
const ALSO_KEPT = ['background', 'viewed', 'moment', 'view']

/** Of two segments clicks are compared by element, and how far down they came. */
const COMPARED = KINDS.filter(one => one.value === 'clicks' || one.value === 'scroll')

/** Which page, what of it, and in which windows. */
export function Tools() {
  const all = pages.value.value ?? []
  const path = shownPage.value ?? ''
  return (
    <div class="behaviour-tools heat-tools">
      <label class="heat-field">
        <span>Page</span>
        <select
          class="input heat-page"
          value={path}
          onChange={event => go(here({ page: event.currentTarget.value, width: null, ...OF_PAGE }))}
        >
          {all.every(one => one.page !== path) && <option value={path}>{path}</option>}
          {all.map(one => (
            <option key={one.page} value={one.page}>
              {one.page} · {count(one.views)} views
            </option>
          ))}
        </select>
      </label>
      <label class="heat-field">
        <span>Show</span>
        <select
          class="input"
          value={isDifference.value && !isDepth.value ? 'clicks' : kind.value}
          onChange={event => go(here({ kind: event.currentTarget.value, ...NO_MOMENTS }))}
        >
          {(isDifference.value ? COMPARED : KINDS).map(one => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      <WidthPicker
        value={shownWidth.value}
        bands={all.find(one => one.page === path)?.bands}
        onChange={width => go(here({ width, ...OF_PAGE }))}
      />
      {(releases.value.value?.length ?? 0) > 0 && (
        <Choice
          label="Release"
          none="All"
          value={release.value}
          options={releases.value.value?.map(one => String(one.value)) ?? []}
          onChange={value => go(here({ release: value, ...OF_PAGE }))}
        />
      )}
      {!isDifference.value && (
        <Choice
          label="Goal"
          none="None"
          value={goal.value}
          options={goals.value.value?.map(one => String(one.value)) ?? []}
          onChange={value => go(here({ goal: value }))}
        />
      )}
      {path !== '' && (
        <KeepChart
          kind="heatmap"
          title={`${KINDS.find(one => one.value === kind.value)?.label ?? 'Clicks'} on ${path}`}
          definition={{
            ...{ page: path, width: shownWidth.value, kind: kind.value, release: release.value },
            ...Object.fromEntries(ALSO_KEPT.map(name => [name, query.value.get(name)])),
          }}
        />
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  none: string
  value: string | null
  options: readonly string[]
  onChange: (value: string | null) => void
}

function Choice({ label, none, value, options, onChange }: ChoiceProps) {
  return (
    <label class="heat-field">
      <span>{label}</span>
      <select
        class="input heat-choice"
        value={value ?? ''}
        onChange={event => onChange(event.currentTarget.value || null)}
      >
        <option value="">{none}</option>
        {value !== null && !options.includes(value) && <option value={value}>{value}</option>}
        {options.map(one => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  )
}
