import './segment-picker.css'
import { useState } from 'preact/hooks'
import { bar, here, to } from '../location.ts'
import { goalWords } from '../segments/metrics.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { AsOf } from './AsOf.tsx'
import { asOfChoice, judgedWords } from './as-of.ts'
import { segment, segments } from './projects.ts'

/** Whom every screen speaks of. */
export function SegmentPicker() {
  const chosen = bar.value.segment
  const unsaved = bar.value.definition
  const name = segment.value?.name ?? (chosen ? 'Segment' : unsaved ? 'Unsaved segment' : 'Everyone')
  const active = Boolean(chosen || unsaved)
  return (
    <div class={active ? 'segment-picker active' : 'segment-picker'}>
      <Popover
        label="Segment"
        icon="funnel"
        show={
          <>
            <span class="cut" title={segment.value?.goal && goalWords(segment.value.goal).join('\n')}>
              {name}
            </span>
            {active && asOfChoice.value !== 'now' && <small class="as-of">{judgedWords.value}</small>}
            <Icon name="down" small />
          </>
        }
      >
        {close => <Choices close={close} />}
      </Popover>
      {active && (
        <a
          class="button icon-only quietly"
          href={here({ segment: null, definition: null, asOf: null })}
          aria-label="Show everyone"
          title="Show everyone"
        >
          <Icon name="cross" small />
        </a>
      )}
    </div>
  )
}

function Choices({ close }: { close: () => void }) {
  const [search, setSearch] = useState('')
  const all = segments.value.value ?? []
  const found = all.filter(one => one.name.toLowerCase().includes(search.toLowerCase()))
  const clear = { definition: null, asOf: null, cursor: null }
  return (
    <>
      {all.length > 7 && (
        <input
          class="input menu-search"
          type="search"
          placeholder="Find a segment"
          aria-label="Find a segment"
          value={search}
          onInput={event => setSearch(event.currentTarget.value)}
        />
      )}
      <a
        class="menu-item"
        href={here({ ...clear, segment: null })}
        aria-current={!bar.value.segment && !bar.value.definition}
        onClick={close}
      >
        <Icon name="people" />
        Everyone
      </a>
      {found.map(one => (
        <a
          key={one.id}
          class="menu-item"
          href={here({ ...clear, segment: one.id })}
          aria-current={one.id === bar.value.segment}
          title={[one.description, ...(one.goal ? goalWords(one.goal) : [])].filter(Boolean).join('\n')}
          onClick={close}
        >
          <Icon name="funnel" />
          <span class="cut">{one.name}</span>
        </a>
      ))}
      {all.length > 0 && found.length === 0 && <div class="menu-label">No segment is called so.</div>}
      {(bar.value.segment || bar.value.definition) && <AsOf />}
      <div class="menu-line" />
      <a class="menu-item" href={to('/segments/new', { segment: null, ...clear })} onClick={close}>
        <Icon name="plus" />
        New segment
      </a>
      {bar.value.segment && (
        <a class="menu-item" href={to(`/segments/${encodeURIComponent(bar.value.segment)}`)} onClick={close}>
          <Icon name="adjustments" />
          Edit “{segment.value?.name ?? 'segment'}”
        </a>
      )}
    </>
  )
}
