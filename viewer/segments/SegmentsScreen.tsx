import './segments.css'
import './goal.css'
import { effect, untracked } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Segment } from '../../contract/api.ts'
import { SoundnessChip } from '../data/SoundnessChip.tsx'
import { loadSoundness, stopSoundness } from '../data/soundness.ts'
import { askedBy } from '../frame/compared-total.ts'
import { loadSegments, segments } from '../frame/projects.ts'
import { bar, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Notice, Problem, Skeleton } from '../ui/State.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import { goalWords } from './metrics.ts'
import { SegmentSides } from './SegmentSides.tsx'
import { sentence } from './sentence.ts'
import { loadSides, sidesKnown, sidesProblem } from './sides.ts'

export function SegmentsScreen() {
  useEffect(() => {
    document.title = 'Segments · Segreel'
    void loadSegments()
    void loadSoundness()
    const stop = effect(() => {
      askedBy()
      void untracked(loadSides)
    })
    return () => {
      stop()
      stopSoundness()
    }
  }, [])
  const { value, problem } = segments.value
  const create = (
    <>
      <LinkButton href={to('/segments/templates')} icon="sparkles" look="quietly">
        Templates
      </LinkButton>
      <LinkButton href={to('/segments/new', { segment: null })} icon="plus" look="primary">
        New segment
      </LinkButton>
    </>
  )
  return (
    <section>
      <header class="screen-head">
        <h1>Segments</h1>
        <p class="quiet">{value && value.length > 0 && counted(value.length, 'segment')}</p>
        <div class="end segment-actions">
          {value && value.length > 1 && (
            <LinkButton href={to('/segments/overlap')} icon="compare" look="quietly">
              Overlap
            </LinkButton>
          )}
          {value && value.length > 0 && create}
        </div>
      </header>
      {sidesProblem.value && <Notice bad>{sidesProblem.value}</Notice>}
      {sidesKnown.value && (
        <p class="quiet segment-sides-about">
          Beside each segment: how many of the people of the bar are in it
          {sidesKnown.value.ofSample && ', of a random sample'}.{' '}
          <a href={to('/segments/overlap')}>All overlaps</a>
        </p>
      )}
      {problem && !value ? (
        <Problem
          title="The segments could not be loaded"
          problem={problem}
          again={() => void loadSegments()}
        />
      ) : value && value.length === 0 ? (
        <Empty icon="funnel" title="Say whom you mean" actions={create}>
          A segment is a question about people or sessions that stays alive: “phones that saw pricing and did
          not order”. Every screen can be narrowed to it.
        </Empty>
      ) : (
        <ul class="card segment-list">
          {value
            ? value.map(one => <Row key={one.id} segment={one} all={value} />)
            : Array.from({ length: 4 }, (_, i) => (
                <li key={i} class="segment-row">
                  <span class="segment-row-words">
                    <Skeleton width={160} />
                    <Skeleton width="70%" />
                  </span>
                </li>
              ))}
        </ul>
      )}
    </section>
  )
}

function Row({ segment, all }: { segment: Segment; all: Segment[] }) {
  const nameOf = (id: string) => all.find(one => one.id === id)?.name ?? 'a deleted segment'
  const applied = bar.value.segment === segment.id
  return (
    <li class="segment-row">
      <a class="segment-row-words" href={to(`/segments/${encodeURIComponent(segment.id)}`)}>
        <b>
          {segment.name} {applied && <span class="chip accent">in the bar</span>}
        </b>
        <span class="quiet">{segment.description || sentence(segment.definition, nameOf)}</span>
        {segment.description && <small class="quiet">{sentence(segment.definition, nameOf)}</small>}
        {segment.goal && <small class="segment-goal">{goalWords(segment.goal).join(' · ')}</small>}
      </a>
      <SegmentSides segment={segment.id} />
      <SoundnessChip segment={segment.id} />
      <span class="segment-row-time quiet" title={fullTime(segment.updatedAt)}>
        {ago(segment.updatedAt, Date.now())}
      </span>
      <a class="button" href={to('/sessions', { segment: segment.id, definition: null })}>
        <Icon name="video" />
        <span>
          Watch<span class="visually-hidden"> the sessions of {segment.name}</span>
        </span>
      </a>
    </li>
  )
}
