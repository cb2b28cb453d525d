import './frustration.css'
import { effect, untracked } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { segment } from '../frame/projects.ts'
import { bar, EVERYONE_ELSE, go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { count, counted } from '../ui/words.ts'
import { board, isCompared, keepFresh, loadBoard, otherName, SORTS, STATES, sort, state } from './board.ts'
import { CaseHead, CaseRow, SkeletonCase } from './CaseRow.tsx'

export function FrustrationScreen() {
  useEffect(() => {
    document.title = 'Frustration · Segreel'
    let shown = ''
    const stops = [
      effect(() => {
        // Opening a case is no new question.
        const asked = new URLSearchParams(query.value)
        asked.delete('case')
        if (asked.toString() === shown && board.peek().value) return
        shown = asked.toString()
        void untracked(loadBoard)
      }),
      keepFresh(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <section>
      <header class="screen-head">
        <h1>Frustration</h1>
        <p class="quiet" aria-live="polite">
          <Summary />
        </p>
        <div class="end">
          <LinkButton href={to('/frustration/thresholds')} icon="adjustments">
            Thresholds
          </LinkButton>
        </div>
      </header>
      <div class="case-tools">
        <Segmented
          label="Which cases"
          name="state"
          value={state.value}
          options={STATES}
          onChange={value => go(here({ state: value === 'unsettled' ? null : value, case: null }), 'replace')}
        />
        <label class="case-sort">
          <span class="quiet">Sort by</span>
          <select
            class="input"
            value={sort.value}
            onChange={event => go(here({ sort: event.currentTarget.value }), 'replace')}
          >
            {SORTS.map(one => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <UnderWay />
      <InBoth />
      <Cases />
    </section>
  )
}

function Summary() {
  const now = board.value.value
  if (!now) return null
  const whom = segment.value ? ` of “${segment.value.name}”` : ''
  const against = isCompared.value
    ? `, against ${count(now.others)} ${otherName.value === null ? 'others' : `of “${otherName.value}”`}`
    : ''
  return (
    <>
      {counted(now.total ?? now.items.length, 'case')} among {counted(now.persons, 'person', 'people')}
      {whom}
      {against}
    </>
  )
}

function UnderWay() {
  const { judging, waiting } = board.value.value ?? {}
  // One or two are there whenever somebody visits.
  if (!judging && (waiting ?? 0) < FEW_WAITING) return null
  if (!judging)
    return <Notice>{counted(waiting ?? 0, 'recording is', 'recordings are')} still to be read.</Notice>
  return (
    <Notice>
      Changed thresholds are being applied to history: {count(judging.done)} of {count(judging.total)}{' '}
      sessions.
    </Notice>
  )
}

function InBoth() {
  const { both = 0 } = board.value.value ?? {}
  if (both === 0 || otherName.value === null) return null
  return (
    <Notice>
      {counted(both, 'person is', 'people are')} in both segments and {both === 1 ? 'counts' : 'count'} on
      either side, so that a difference looks smaller than it is. Compared with{' '}
      <a href={here({ compare: EVERYONE_ELSE })}>everyone else</a>, nobody is on both sides.
    </Notice>
  )
}

function Cases() {
  const { value, problem, loading } = board.value
  if (problem && !value) {
    return <Problem title="The board could not be loaded" problem={problem} again={() => void loadBoard()} />
  }
  if (value && value.items.length === 0 && !loading) return <NoCases />
  return (
    <div class="card case-table">
      <CaseHead />
      <ul>
        {value
          ? value.items.map(one => <CaseRow key={one.id} one={one} />)
          : Array.from({ length: 8 }, (_, i) => <SkeletonCase key={i} />)}
      </ul>
    </div>
  )
}

function NoCases() {
  const { segment: id, definition, range, from, to: until } = bar.value
  const narrowed = id || definition || range || from || until
  const sessions = board.value.value?.sessions ?? 0
  if (state.value === 'muted' || state.value === 'fixed') {
    return (
      <Empty icon="check" title={state.value === 'muted' ? 'Nothing is muted' : 'Nothing is marked as fixed'}>
        A case is muted or marked as fixed where it is opened. What was fixed comes back by itself when it
        happens again.
      </Empty>
    )
  }
  if (sessions === 0) {
    return (
      <Empty
        icon="search"
        title="No session to look at"
        actions={narrowed && <LinkButton href={to('/frustration', EVERYONE)}>Everyone, all time</LinkButton>}
      >
        {narrowed ? 'Nobody of this segment came between these dates.' : 'Nothing has been recorded yet.'}
      </Empty>
    )
  }
  return (
    <Empty
      icon="check"
      title="Nobody was frustrated"
      actions={narrowed && <LinkButton href={to('/frustration', EVERYONE)}>Everyone, all time</LinkButton>}
    >
      In {counted(sessions, 'session')} every click was answered, by the thresholds in force.
    </Empty>
  )
}

const FEW_WAITING = 10

const EVERYONE = { segment: null, definition: null, asOf: null, range: null, from: null, to: null }
