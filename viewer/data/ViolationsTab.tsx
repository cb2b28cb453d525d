import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { VIOLATIONS } from '../../contract/violations.ts'
import { segments } from '../frame/projects.ts'
import { bar, here, query, to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { count, counted } from '../ui/words.ts'
import type { Violations } from './calls.ts'
import { ViolationRow } from './ViolationRow.tsx'
import { kindWords, loadViolations, showMore, stopLoading, violations } from './violations.ts'

export function ViolationsTab() {
  useEffect(() => {
    const stop = effect(() => {
      query.value
      void loadViolations()
    })
    return () => {
      stop()
      stopLoading()
    }
  }, [])
  const { value, problem } = violations.value
  if (problem && !value) {
    const again = () => void loadViolations()
    return <Problem title="The violations could not be worked out" problem={problem} again={again} />
  }
  if (!value) return <Waiting />
  const filtered = ['kind', 'event', 'damages'].some(one => query.value.has(one))
  if (value.items.length === 0 && value.reading) return <Reading reading={value.reading} />
  if (value.items.length === 0 && !filtered) return <Nothing examined={value.examined} />
  return (
    <>
      <Filters value={value} />
      {value.reading && <Reading reading={value.reading} />}
      {value.cut && (
        <Notice>
          There are more than 4 million violations; those stored first are left out of the counts.
        </Notice>
      )}
      {value.items.length === 0 ? (
        <Empty
          icon="check"
          title="None of this kind"
          actions={
            <LinkButton href={here({ kind: null, event: null, damages: null })}>All violations</LinkButton>
          }
        >
          The other violations are hidden by the choice above.
        </Empty>
      ) : (
        <ul class="card violations">
          {value.items.map(one => (
            <ViolationRow key={`${one.kind} ${one.event} ${one.message}`} violation={one} />
          ))}
        </ul>
      )}
      {value.groups > value.items.length && (
        <p class="data-more">
          <Button onClick={() => void showMore()}>Show more of {count(value.groups)}</Button>
        </p>
      )}
    </>
  )
}

/** Of the first look at many events. */
function Reading({ reading: { done, total } }: { reading: { done: number; total: number } }) {
  return (
    <Notice>
      {count(done)} of {count(total)} events read so far; what is wrong in the others is added as they are
      read.
    </Notice>
  )
}

function Filters({ value }: { value: Violations }) {
  const kind = query.value.get('kind')
  const event = query.value.get('event')
  const asked = query.value.get('damages')
  const known = value.items.flatMap(one => one.damages).find(one => one.id === asked)
  const damages =
    asked && (known?.name ?? segments.value.value?.find(one => one.id === asked)?.name ?? 'a segment')
  return (
    <nav class="filters" aria-label="Kinds of violation">
      <a class="filter" href={here({ kind: null })} aria-current={kind === null ? 'true' : undefined}>
        All
      </a>
      {VIOLATIONS.filter(one => (value.kinds[one] ?? 0) > 0 || one === kind).map(one => (
        <a
          key={one}
          class="filter"
          href={here({ kind: one })}
          aria-current={kind === one ? 'true' : undefined}
        >
          {kindWords(one)} <span class="filter-count">{count(value.kinds[one] ?? 0)}</span>
        </a>
      ))}
      {event && (
        <a class="filter of-event" href={here({ event: null })} aria-label={`Not only ${event}`}>
          {event} <Icon name="cross" small />
        </a>
      )}
      {damages && (
        <a
          class="filter of-event"
          href={here({ damages: null })}
          aria-label={`Not only what damages ${damages}`}
        >
          <Icon name="funnel" small /> {damages} <Icon name="cross" small />
        </a>
      )}
    </nav>
  )
}

function Nothing({ examined }: { examined: number }) {
  if (examined === 0) {
    return (
      <Empty
        icon="database"
        title="No event to look at yet"
        actions={<LinkButton href={to('/data/live')}>Watch them arrive</LinkButton>}
      >
        Violations are worked out from the events that arrived.
      </Empty>
    )
  }
  const { segment, definition, range, from, to: until } = bar.value
  const narrowed = Boolean(segment || definition || range || from || until)
  const everything = { segment: null, definition: null, asOf: null, range: null, from: null, to: null }
  return (
    <Empty
      icon="check"
      title={narrowed ? 'Nothing is wrong here' : 'Nothing is wrong'}
      actions={
        narrowed ? (
          <LinkButton href={here(everything)}>Everyone, all time</LinkButton>
        ) : (
          <LinkButton href={to('/data/plan')}>The tracking plan</LinkButton>
        )
      }
    >
      {narrowed
        ? 'In the events of these people at this time names, properties, types, identity and clocks are as they should be.'
        : `${counted(examined, 'event')} looked at: names, properties, types, identity and clocks are as they should be. A tracking plan says more exactly what should be.`}
    </Empty>
  )
}
