import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { barQuery } from '../frame/dates.ts'
import { otherSide } from '../frame/sides.ts'
import { bar, go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Empty, Problem, Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { ComparedEvents } from './ComparedEvents.tsx'
import { EventDetail } from './EventDetail.tsx'
import { isCompared, lines, loadEvents, tallies } from './events.ts'
import type { EventLine } from './lines.ts'
import { Sparkline } from './Sparkline.tsx'

export function EventsTab() {
  useEffect(
    () =>
      effect(() => {
        bar.value
        otherSide.value
        void loadEvents()
      }),
    [],
  )
  const { problem } = tallies.value
  const all = lines.value
  if (problem && !all) {
    return (
      <Problem title="The events could not be loaded" problem={problem} again={() => void loadEvents()} />
    )
  }
  if (all && all.length === 0) return <NoEvents />
  const search = query.value.get('q') ?? ''
  const shown = all?.filter(one => one.event.toLowerCase().includes(search.toLowerCase()))
  const name = query.value.get('event')
  const named = query.value.get('call') === null
  return (
    <>
      <div class="data-tools">
        <input
          class="input"
          type="search"
          placeholder="Find an event"
          aria-label="Find an event"
          value={search}
          onInput={event => go(here({ q: event.currentTarget.value }), 'replace')}
        />
        {all && <p class="quiet">{counted(all.length, 'name')}</p>}
      </div>
      <div class={name ? 'data-split' : ''}>
        {isCompared.value ? <ComparedEvents search={search} /> : <Events shown={shown ?? null} />}
        {name && <EventDetail key={`${named} ${name}`} name={name} named={named} />}
      </div>
    </>
  )
}

function Events({ shown }: { shown: EventLine[] | null }) {
  return (
    <div class="card table-card">
      <table class="rows">
        <thead>
          <tr>
            <th>Event</th>
            <th class="number">Events</th>
            <th class="wide">By day</th>
            <th class="number wide">People</th>
            <th class="wide">Last</th>
            <th class="wide">From</th>
            <th>Plan</th>
          </tr>
        </thead>
        <tbody>
          {shown
            ? shown.map(one => <Row key={`${one.named} ${one.event}`} line={one} />)
            : Array.from({ length: 8 }, (_, i) => (
                <tr key={i}>
                  <td colSpan={7}>
                    <Skeleton width="60%" height={22} />
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
      {shown?.length === 0 && <p class="data-none quiet">No event is called so.</p>}
    </div>
  )
}

function Row({ line }: { line: EventLine }) {
  const chosen = query.value.get('event') === line.event && (query.value.get('call') === null) === line.named
  return (
    <tr aria-current={chosen || undefined}>
      <td>
        {line.count === 0 ? (
          <span class="name">{line.event}</span>
        ) : (
          <a class="name" href={here({ event: line.event, call: line.named ? null : 1 })}>
            {line.event}
          </a>
        )}
        {!line.named && <small>call</small>}
      </td>
      <td class="number">{count(line.count)}</td>
      <td class="wide">{line.count > 0 && <Sparkline days={line.days} {...daysShown()} />}</td>
      <td class="number wide">{line.count > 0 && count(line.persons)}</td>
      <td class="when wide" title={line.count > 0 ? fullTime(line.lastSeen) : undefined}>
        {line.count > 0 && ago(line.lastSeen, Date.now())}
      </td>
      <td class="wide">
        <span class="chips">
          {line.sources.map(({ source }) => (
            <span key={source} class="chip">
              {source}
            </span>
          ))}
        </span>
      </td>
      <td>
        <PlanState line={line} />
      </td>
    </tr>
  )
}

function daysShown(): { from?: number; until: number } {
  const { from, to: until } = barQuery(Date.now())
  return {
    ...(from !== undefined && { from: Date.parse(from) }),
    until: until === undefined ? Date.now() : Date.parse(until),
  }
}

function PlanState({ line }: { line: EventLine }) {
  return (
    <span class="chips">
      {line.coverage === 'planned' && line.violations === 0 && <span class="chip accent">planned</span>}
      {line.coverage === 'unplanned' && <span class="chip warn">not planned</span>}
      {line.coverage === 'never' && <span class="chip">planned, none here</span>}
      {line.violations > 0 && (
        <a class="chip bad" href={to('/data/violations', { event: line.event })}>
          {counted(line.violations, 'violation')}
        </a>
      )}
      {line.coverage === null && line.violations === 0 && <span class="quiet">–</span>}
    </span>
  )
}

function NoEvents() {
  const { segment, definition, range, from, to: until } = bar.value
  const narrowed = Boolean(segment || definition || range || from || until)
  const everything = { segment: null, definition: null, asOf: null, range: null, from: null, to: null }
  return (
    <Empty
      icon="database"
      title={narrowed ? 'No event of these people at this time' : 'No event has arrived yet'}
      actions={
        narrowed ? (
          <LinkButton href={to('/data', everything)}>Everyone, all time</LinkButton>
        ) : (
          <LinkButton href={to('/data/live')} look="primary" icon="bolt">
            Watch the first one arrive
          </LinkButton>
        )
      }
    >
      {narrowed
        ? 'Nothing was sent by persons of this segment between these dates.'
        : 'Events come from the recorder’s own analytics calls, or from the Segment or Amplitude client you already have.'}
    </Empty>
  )
}
