import './sessions.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { project } from '../frame/projects.ts'
import { offerShortcuts } from '../frame/shortcuts.ts'
import { bar, go, here, query, to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { rowKeys, SHORTCUTS } from './keys.ts'
import { hasMore, keepFresh, loading, loadMore, loadSessions, problem, rows, total } from './list.ts'
import { HeadRow, SessionRow, SkeletonRow } from './SessionRow.tsx'
import { watched } from './watched.ts'

export function SessionsScreen() {
  useEffect(() => {
    document.title = 'Sessions · Segreel'
    const stops = [
      effect(() => {
        query.value
        void loadSessions()
      }),
      keepFresh(),
      offerShortcuts('Sessions', SHORTCUTS),
      rowKeys(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])

  return (
    <section class="sessions">
      <header class="screen-head">
        <h1>Sessions</h1>
        <p class="quiet" aria-live="polite">
          {total.value !== null
            ? counted(total.value, 'session')
            : shownWords(rows.value.length, hasMore.value)}
        </p>
        {rows.value.length > 0 && (
          <div class="end">
            <Segmented
              label="Which sessions"
              name="watched"
              value={onlyNew() ? 'new' : 'all'}
              options={SHOWN}
              onChange={value => go(here({ show: value === 'new' ? 'new' : null }), 'replace')}
            />
          </div>
        )}
      </header>
      <Rows />
    </section>
  )
}

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'new', label: 'Not watched' },
] as const

const onlyNew = () => query.value.get('show') === 'new'

function shownRows(): Session[] {
  return onlyNew() ? rows.value.filter(row => !watched.value.has(row.id)) : rows.value
}

/** Of a list narrowed by dates only the pages that were loaded are counted. */
function shownWords(shown: number, more: boolean): string {
  if (shown === 0) return ''
  return more ? `${shown} and more sessions` : counted(shown, 'session')
}

function Rows() {
  if (problem.value && rows.value.length === 0) {
    const again = () => void loadSessions({ again: true })
    return <Problem title="The sessions could not be loaded" problem={problem.value} again={again} />
  }
  if (!loading.value && rows.value.length === 0) return <NoRows />
  return (
    <div class="card session-table">
      <HeadRow />
      <ul>
        {shownRows().map(row => (
          <SessionRow key={row.id} session={row} />
        ))}
        {loading.value &&
          rows.value.length === 0 &&
          Array.from({ length: 12 }, (_, i) => <SkeletonRow key={i} />)}
      </ul>
      {!loading.value && shownRows().length === 0 && (
        <p class="session-none quiet">All sessions loaded here are watched.</p>
      )}
      {hasMore.value && (
        <div class="session-more">
          <Button disabled={loading.value} onClick={() => void loadMore()}>
            {loading.value ? 'Loading …' : 'Show more'}
          </Button>
        </div>
      )}
    </div>
  )
}

function NoRows() {
  const { segment, definition, range, from, to: until } = bar.value
  const narrowed = Boolean(segment || definition)
  const dated = Boolean(range || from || until)
  if ((narrowed || dated) && (project.value?.sessions ?? 0) > 0) {
    return (
      <Empty
        icon="search"
        title="No session matches"
        actions={
          <>
            {dated && (
              <LinkButton href={to('/sessions', { range: null, from: null, to: null })}>All time</LinkButton>
            )}
            {narrowed && (
              <LinkButton href={to('/sessions', { segment: null, definition: null, asOf: null })}>
                Everyone
              </LinkButton>
            )}
            {segment && (
              <LinkButton href={to(`/segments/${encodeURIComponent(segment)}`)} icon="adjustments">
                Edit the segment
              </LinkButton>
            )}
          </>
        }
      >
        {narrowed && dated
          ? 'Nobody in this segment came between these dates.'
          : narrowed
            ? 'Nobody is in this segment now. It is a living question: visits that fit will appear here.'
            : 'Nobody came between these dates.'}
      </Empty>
    )
  }
  return <FirstSteps />
}
