import './size.css'
import { useEffect } from 'preact/hooks'
import {
  type MembershipChange,
  type SegmentSize,
  SIZE_UNITS,
  type SizeUnit,
} from '../../contract/segment/live.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { spanLabel } from '../charts/dates.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { go, here, query, to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { changes, followSize, size } from './size.ts'

const UNITS = SIZE_UNITS.map(unit => ({ value: unit, label: unit === 'hour' ? 'By hour' : 'By day' }))

/** How many people a saved segment has and had, and who came or went last, with the moment that decided it. */
export function SizeChart({ segment }: { segment: string }) {
  const unit: SizeUnit = query.value.get('size') === 'day' ? 'day' : 'hour'
  useEffect(() => followSize(segment, unit), [segment, unit])
  const { value, problem } = size.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) {
    return (
      <div class="card chart-card">
        <Skeleton width="100%" height={180} />
      </div>
    )
  }
  return (
    <div class="segment-live">
      <ChartCard
        title="People in it"
        note={noteOf(value)}
        head={['From', 'People']}
        rows={value.points.map(({ at, members }) => [fullTime(at), members])}
        actions={
          <Segmented
            label="Over time"
            name="size-unit"
            value={unit}
            options={UNITS}
            onChange={next => go(here({ size: next === 'day' ? next : null }), 'replace')}
          />
        }
      >
        {value.state === 'broken' ? (
          <Notice bad>
            {value.problems.map(one => (
              <p key={one}>{one} Nobody is in it until this is mended.</p>
            ))}
          </Notice>
        ) : (
          <Drawn size={value} />
        )}
      </ChartCard>
      <section class="card segment-changes" aria-labelledby="segment-changes">
        <h2 id="segment-changes">Came and went</h2>
        <Changes />
      </section>
    </div>
  )
}

function noteOf({ state, members, line, begunAt }: SegmentSize): string {
  if (state === 'filling') return `counting who is in it: ${count(members)} so far`
  const since = line > 1 ? `, its meaning last changed ${ago(begunAt, Date.now())}` : ''
  return `${counted(members, 'person', 'people')} now${since}`
}

function Drawn({ size: { points, unit } }: { size: SegmentSize }) {
  const zone = unit === 'day' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone
  const spans = points.map(({ at }) => spanLabel(at, unit, zone))
  const drawn = points.map(({ members, line }, i) => {
    const edited = i > 0 && points[i - 1]?.line !== line ? '; its meaning changed here' : ''
    return { value: members, title: `${spans[i]}: ${counted(members, 'person', 'people')}${edited}` }
  })
  return (
    <LineChart
      label="People in the segment over time"
      lines={[{ name: 'People', points: drawn }]}
      spans={spans}
      format={n => (Number.isInteger(n) ? count(n) : '')}
      height={180}
    />
  )
}

function Changes() {
  const { value, problem } = changes.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="80%" />
  if (value.length === 0)
    return (
      <p class="quiet">
        Nobody entered or left since it was saved. Who does is shown here within seconds, with the moment that
        decided it.
      </p>
    )
  return (
    <ul>
      {value.map(one => (
        <Change key={`${one.person.id} ${one.line} ${one.nth}`} one={one} />
      ))}
    </ul>
  )
}

function Change({ one: { person, change, at, why, moment } }: { one: MembershipChange }) {
  return (
    <li>
      <span class={change === 'entered' ? 'chip accent' : 'chip'}>
        <Icon name={change === 'entered' ? 'check' : 'cross'} small />
        {change}
      </span>
      <a class="cut" href={to(`/people/${encodeURIComponent(person.id)}`)}>
        {person.label}
      </a>
      <time class="quiet" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
        {ago(at, Date.now())}
      </time>
      <span class="quiet cut why-words" title={why.words}>
        {why.words}
      </span>
      {moment && (
        <a href={to(`/sessions/${encodeURIComponent(moment.session)}`, { t: moment.t })}>Watch the moment</a>
      )}
    </li>
  )
}
