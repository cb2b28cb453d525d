import './overlap.css'
import { useEffect } from 'preact/hooks'
import type { SegmentOverlap } from '../../contract/segment/overlap.ts'
import type { Condition } from '../../contract/segment/segment.ts'
import { segments } from '../frame/projects.ts'
import { bar, to } from '../location.ts'
import { load, remote } from '../remote.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Empty, Notice, Problem, Skeleton } from '../ui/State.tsx'
import { count, counted } from '../ui/words.ts'
import { calls } from './calls.ts'

const overlap = remote<SegmentOverlap>()

function loadOverlap(): Promise<unknown> {
  return load(overlap, () => calls.overlap(bar.peek().project))
}

/** Who is in several segments: too many segments that say the same are worse than few. */
export function OverlapScreen() {
  useEffect(() => {
    document.title = 'Overlap · Segreel'
    void loadOverlap()
  }, [])
  const { value, problem } = overlap.value
  const merges =
    value?.pairs.flatMap(pair => (pair.merge === null ? [] : { ...pair, merge: pair.merge })) ?? []
  const small =
    value?.segments.flatMap(one => (one.warning === null ? [] : { ...one, warning: one.warning })) ?? []
  return (
    <section>
      <header class="screen-head">
        <h1>Overlap</h1>
        {value && (
          <p class="quiet">
            {counted(value.segments.length, 'segment')} over {counted(value.persons, 'person', 'people')}
            {value.ofSample && ', drawn from all at random'}
            {value.left > 0 && `, ${counted(value.left, 'newer segment')} left out`}
          </p>
        )}
        <div class="end">
          <LinkButton href={to('/segments')} icon="back" look="quietly">
            All segments
          </LinkButton>
        </div>
      </header>
      {problem && !value && (
        <Problem
          title="The overlap could not be counted"
          problem={problem}
          again={() => void loadOverlap()}
        />
      )}
      {!value && !problem && <Skeleton width="100%" height={220} />}
      {value && value.segments.length < 2 && (
        <Empty icon="funnel" title="Nothing to compare yet">
          With two segments or more, this shows who is in several of them.
        </Empty>
      )}
      {value && value.segments.length > 1 && (
        <>
          {merges.map(({ a, b, merge }) => (
            <Notice key={`${a} ${b}`}>
              {merge} One segment may be enough:{' '}
              <a href={to(`/segments/${encodeURIComponent(a)}`)}>look at one</a>,{' '}
              <a href={to(`/segments/${encodeURIComponent(b)}`)}>at the other</a>, or write{' '}
              <a href={asOne(a, b)}>whoever is in either as one</a>.
            </Notice>
          ))}
          {small.map(({ id, name, warning }) => (
            <Notice key={id}>
              <a href={to(`/segments/${encodeURIComponent(id)}`)}>{name}</a> is too small for its metric.{' '}
              {warning}
            </Notice>
          ))}
          <p class="overlap-legend quiet">
            In each cell: the people in both, and their share of those in either.
          </p>
          <Matrix overlap={value} />
        </>
      )}
    </section>
  )
}

function Matrix({ overlap: { segments, pairs } }: { overlap: SegmentOverlap }) {
  const pairOf = (a: string, b: string) =>
    pairs.find(pair => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="card overlap" aria-label="Matrix of segments" tabIndex={0}>
      <table>
        <caption class="visually-hidden">
          In each cell the people in both segments, and their share of those in either
        </caption>
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col">People</th>
            {segments.map((one, i) => (
              <th key={one.id} scope="col" title={one.name}>
                <span class="visually-hidden">{one.name}</span>
                <span aria-hidden="true">{i + 1}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map((row, i) => (
            <tr key={row.id}>
              <th scope="row">
                <span class="quiet">{i + 1}</span>{' '}
                <a href={to(`/segments/${encodeURIComponent(row.id)}`)}>{row.name}</a>
              </th>
              <td>
                <a href={peopleIn(row.id)}>{count(row.persons)}</a>
              </td>
              {segments.map(column => {
                const pair = pairOf(row.id, column.id)
                const jaccard = pair?.jaccard ?? null
                return pair ? (
                  <td
                    key={column.id}
                    class="overlap-cell"
                    style={{ '--share': `${Math.round((jaccard ?? 0) * 100)}%` }}
                    title={`${count(pair.both)} in both “${row.name}” and “${column.name}”`}
                  >
                    {pair.both > 0 ? <a href={peopleIn(row.id, column.id)}>{count(pair.both)}</a> : 0}
                    <small>{jaccard === null ? '–' : `${Math.round(jaccard * 100)}%`}</small>
                  </td>
                ) : (
                  <td key={column.id} class="overlap-self" aria-label="the same segment" />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The people of a segment, or of two at once: of sessions those who have such a one, of accounts their users. */
function peopleIn(...ids: string[]): string {
  const [first = '', second] = ids
  if (second === undefined) return to('/people', { segment: first, definition: null })
  const where: Condition = { kind: 'and', of: ids.map(asPersons) }
  const definition = JSON.stringify({ version: 1, subject: 'person', where })
  return to('/people', { segment: null, definition })
}

/** A draft of the one segment that two might be. */
function asOne(...ids: string[]): string {
  const where: Condition = { kind: 'or', of: ids.map(asPersons) }
  return to('/segments/new', { draft: JSON.stringify({ version: 1, subject: 'person', where }) })
}

function asPersons(id: string): Condition {
  const where: Condition = { kind: 'segment', id }
  switch (segments.value.value?.find(one => one.id === id)?.definition.subject) {
    case 'session':
      return { kind: 'session', where, count: { op: 'at-least', n: 1 }, window: { kind: 'ever' } }
    case 'account':
      return { kind: 'account', where }
    default:
      return where
  }
}
