import './comparison.css'
import { useState } from 'preact/hooks'
import { bar, EVERYONE_ELSE, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { comparison } from './comparison.ts'
import { segments } from './projects.ts'

/** The second segment: every screen of behaviour shows it beside the first. */
export function ComparisonPicker() {
  const chosen = comparison.value
  return (
    <div class={chosen ? 'segment-picker compared active' : 'segment-picker compared'}>
      <Popover
        label="Compared with"
        icon="compare"
        show={
          <>
            <span class="cut">{chosen ? chosen.name : 'Compare'}</span>
            <Icon name="down" small />
          </>
        }
      >
        {close => <Choices close={close} />}
      </Popover>
      {chosen && (
        <a
          class="button icon-only quietly"
          href={here({ compare: null })}
          aria-label="Compare with nobody"
          title="Compare with nobody"
        >
          <Icon name="cross" small />
        </a>
      )}
    </div>
  )
}

function Choices({ close }: { close: () => void }) {
  const [search, setSearch] = useState('')
  const { segment, definition } = bar.value
  const others = (segments.value.value ?? []).filter(one => one.id !== segment)
  const found = others.filter(one => one.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <>
      {others.length > 7 && (
        <input
          class="input menu-search"
          type="search"
          placeholder="Find a segment"
          aria-label="Find a segment"
          value={search}
          onInput={event => setSearch(event.currentTarget.value)}
        />
      )}
      <a class="menu-item" href={here({ compare: null })} aria-current={!comparison.value} onClick={close}>
        <Icon name="cross" />
        Nobody
      </a>
      {segment || definition ? (
        <a
          class="menu-item"
          href={here({ compare: EVERYONE_ELSE })}
          aria-current={comparison.value?.value === EVERYONE_ELSE}
          onClick={close}
        >
          <Icon name="people" />
          Everyone else
        </a>
      ) : (
        <div class="menu-label">Choose a segment to compare it with everyone else.</div>
      )}
      {found.map(one => (
        <a
          key={one.id}
          class="menu-item"
          href={here({ compare: one.id })}
          aria-current={one.id === comparison.value?.value}
          title={one.description}
          onClick={close}
        >
          <Icon name="funnel" />
          <span class="cut">{one.name}</span>
        </a>
      ))}
    </>
  )
}
