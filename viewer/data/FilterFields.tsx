import { useState } from 'preact/hooks'
import type { EventType } from '../../contract/event.ts'
import { api } from '../api.ts'
import { segments } from '../frame/projects.ts'
import { bar } from '../location.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Select } from '../ui/Select.tsx'
import type { DestinationInput } from './calls.ts'

const TYPES: { type: EventType; label: string }[] = [
  { type: 'track', label: 'Track' },
  { type: 'page', label: 'Page' },
  { type: 'screen', label: 'Screen' },
  { type: 'identify', label: 'Identify' },
  { type: 'group', label: 'Group' },
  { type: 'alias', label: 'Alias' },
]

interface FilterProps {
  filter: DestinationInput['filter']
  onChange: (filter: DestinationInput['filter']) => void
}

/** Which events are passed on: kinds of calls, and names of track events, offered as they arrived. */
export function FilterFields({ filter, onChange }: FilterProps) {
  const { types, events, segment } = filter
  const toggle = (type: EventType) =>
    onChange({
      ...filter,
      types: types.includes(type) ? types.filter(one => one !== type) : [...types, type],
    })
  return (
    <fieldset class="filter-fields">
      <legend>What is passed on</legend>
      <div class="filter-types">
        {TYPES.map(({ type, label }) => (
          <label key={type}>
            <input type="checkbox" checked={types.includes(type)} onChange={() => toggle(type)} />
            {label}
          </label>
        ))}
      </div>
      <p class="hint">Kinds of calls; none chosen: all.</p>
      <Names names={events} onChange={names => onChange({ ...filter, events: names })} />
      <p class="hint">Names of track events; none: all. With names, other kinds of calls are left out.</p>
      <label class="labelled" for="destination-segment">
        Of persons in the segment
        <Select
          id="destination-segment"
          label="Of persons in the segment"
          value={segment ?? ''}
          options={segmentOptions(segment)}
          onChange={id => onChange({ ...filter, segment: id === '' ? null : id })}
        />
      </label>
      <p class="hint">
        Who is in it when the event is passed on; with it, only news of this segment are announced.
      </p>
    </fieldset>
  )
}

function segmentOptions(chosen: string | null) {
  const all = (segments.value.value ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const gone = chosen !== null && all.every(({ value }) => value !== chosen)
  return [
    { value: '', label: 'Everyone' },
    ...all,
    ...(gone ? [{ value: chosen, label: 'A segment that was deleted' }] : []),
  ]
}

function Names({ names, onChange }: { names: string[]; onChange: (names: string[]) => void }) {
  const [typed, setTyped] = useState('')
  const add = (name: string) => {
    setTyped('')
    if (name.trim() !== '' && !names.includes(name)) onChange([...names, name])
  }
  return (
    <div class="filter-names">
      {names.map(name => (
        <button
          key={name}
          type="button"
          class="filter of-event"
          aria-label={`Not only ${name}`}
          onClick={() => onChange(names.filter(one => one !== name))}
        >
          {name} <Icon name="cross" small />
        </button>
      ))}
      <Combobox
        label="Add a track event"
        placeholder="Add a track event"
        value={typed}
        suggest={async (prefix, signal) => {
          const { project } = bar.peek()
          const query = { of: 'event' as const, prefix, ...(project !== undefined && { project }) }
          const { items } = await api.suggest(query, signal)
          return items.filter(one => !names.includes(String(one.value)))
        }}
        onChange={(text, taken) => (taken ? add(text) : setTyped(text))}
        onDone={() => add(typed)}
      />
    </div>
  )
}
