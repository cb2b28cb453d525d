import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { VIOLATIONS } from '../../contract/violations.ts'
import { segments } from '../frame/projects.ts'
import { bar, here, query, to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import type { LocatedViolation, Violations } from './calls.ts'
import { momentAddress } from './moment.ts'
import { kindWords, loadViolations, showMore, violations } from './violations.ts'

export function ViolationsTab() {
  useEffect(
    () =>
      effect(() => {
        query.value
        void loadViolations()
      }),
    [],
  )
  const { value, problem } = violations.value
  if (problem && !value) {
    const again = () => void loadViolations()
    return <Problem title="The violations could not be worked out" problem={problem} again={again} />
  }
  if (!value) return <Waiting />
  const filtered = ['kind', 'event', 'damages'].some(one => query.value.has(one))
  if (value.items.length === 0 && !filtered) return <Nothing examined={value.examined} />
  return (
    <>
      <Filters value={value} />
      {(bar.value.segment || bar.value.definition) && (
        <p class="quiet data-hint">Violations are looked for in everyone’s events, whoever the bar names.</p>
      )}
      {value.more && (
        <Notice>
          Only the newest {count(value.examined)} events were looked at. Choose later dates to look closer.
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
          {value.items.map((one, i) => (
            <Row key={`${one.messageId} ${one.kind} ${one.field} ${i}`} violation={one} />
          ))}
        </ul>
      )}
      {(value.total ?? 0) > value.items.length && (
        <p class="data-more">
          <Button onClick={() => void showMore()}>Show more of {count(value.total ?? 0)}</Button>
        </p>
      )}
    </>
  )
}

function Filters({ value }: { value: Violations }) {
  const kind = query.value.get('kind')
  const event = query.value.get('event')
  const asked = query.value.get('damages')
  const damages = asked && (segments.value.value?.find(one => one.id === asked)?.name ?? 'a segment')
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

function Row({ violation }: { violation: LocatedViolation }) {
  const { kind, event, message, at, url, segments, personId } = violation
  return (
    <li class="violation">
      <div class="violation-words">
        <p>
          <span class="chip bad">{kindWords(kind)}</span> <b>{event}</b>
        </p>
        <p>{message}</p>
        {segments.length > 0 && (
          <p class="violation-damages">
            <Icon name="funnel" small />
            <span>
              Damages{' '}
              {segments.map(({ id, name }, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <a href={to(`/segments/${encodeURIComponent(id)}`)}>{name}</a>
                </span>
              ))}
            </span>
          </p>
        )}
      </div>
      <div class="violation-end">
        <span class="quiet" title={fullTime(at)}>
          {ago(at, Date.now())}
        </span>
        {url ? (
          <a class="button" href={momentAddress(url)}>
            <Icon name="video" />
            <span>
              Watch<span class="visually-hidden"> the moment of {event}</span>
            </span>
          </a>
        ) : personId ? (
          <a class="button quietly" href={to(`/people/${encodeURIComponent(personId)}`)}>
            Person<span class="visually-hidden"> of {event}, whose visit was not recorded</span>
          </a>
        ) : (
          <span class="quiet">not recorded</span>
        )}
      </div>
    </li>
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
  return (
    <Empty
      icon="check"
      title="Nothing is wrong"
      actions={<LinkButton href={to('/data/plan')}>The tracking plan</LinkButton>}
    >
      {counted(examined, 'event')} looked at: names, properties, types, identity and clocks are as they should
      be. A tracking plan says more exactly what should be.
    </Empty>
  )
}
