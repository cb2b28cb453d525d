import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SeenProperty } from '../../contract/data.ts'
import type { Json } from '../../contract/event.ts'
import { bar, here, to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { count, share } from '../ui/words.ts'
import { loadProperties, properties } from './events.ts'

/** What one event carries: keys, types, share, examples. */
export function EventDetail({ name, named }: { name: string; named: boolean }) {
  useEffect(
    () =>
      effect(() => {
        bar.value
        void loadProperties(name, named)
      }),
    [name, named],
  )
  const { value, problem } = properties.value
  return (
    <section class="card event-detail" aria-labelledby="event-detail-name">
      <header>
        <h2 id="event-detail-name" class="cut">
          {name}
        </h2>
        <a
          class="button icon-only quietly"
          href={here({ event: null, call: null })}
          aria-label="Close"
          title="Close"
        >
          <Icon name="cross" small />
        </a>
      </header>
      {problem && <Notice bad>{problem}</Notice>}
      {!value && !problem && <Skeleton width="80%" height={20} />}
      {value && (
        <p class="quiet">
          {value.items.length === 0
            ? 'It carries nothing.'
            : `What the newest ${count(value.examined)} carry${value.total > value.items.length ? `: ${count(value.items.length)} of ${count(value.total)} keys. So many keys are often ids used as names.` : '.'}`}
        </p>
      )}
      <ul class="seen-properties">
        {value?.items.map(one => (
          <Property key={`${one.place} ${one.name}`} property={one} examined={value.examined} />
        ))}
      </ul>
      <p class="event-detail-links">
        {named && <a href={to('/data/live', { q: name })}>Watch it live</a>}
        <a href={to('/data/violations', { event: name })}>Its violations</a>
      </p>
    </section>
  )
}

function Property({ property, examined }: { property: SeenProperty; examined: number }) {
  const { name, place, types, examples } = property
  return (
    <li>
      <div class="seen-property-head">
        <code>{name === '' ? '(empty name)' : name}</code>
        {place === 'traits' && <span class="chip event">trait</span>}
        {types.map(({ type }) => (
          <span key={type} class={types.length > 1 ? 'chip warn' : 'chip'}>
            {type}
          </span>
        ))}
        <span class="quiet end" title={`${count(property.count)} of ${count(examined)}`}>
          {share(property.count, examined)}
        </span>
      </div>
      {examples.length > 0 && <p class="seen-examples">{examples.map(words).join(' · ')}</p>}
    </li>
  )
}

function words(value: Json): string {
  return typeof value === 'string' ? value || '(empty)' : JSON.stringify(value)
}
