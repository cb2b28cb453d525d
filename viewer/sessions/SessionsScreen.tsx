import './sessions.css'
import './sessions-narrow.css'
import './list-tools.css'
import { effect, untracked } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { judgedWords } from '../frame/as-of.ts'
import { otherTotal } from '../frame/compared-total.ts'
import { OtherTotal } from '../frame/OtherTotal.tsx'
import { project } from '../frame/projects.ts'
import { offerShortcuts } from '../frame/shortcuts.ts'
import { bar, go, here, to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { counted, totalWords } from '../ui/words.ts'
import { choice, EVERYTHING, inList, isNarrowed, listKey } from './choice.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { rowKeys, SHORTCUTS } from './keys.ts'
import { ListTools } from './ListTools.tsx'
import { hasMore, keepFresh, loading, loadSessions, problem, rows, sure, total } from './list.ts'
import { playlist } from './playlists.ts'
import { SessionTable } from './SessionTable.tsx'

export function SessionsScreen() {
  useEffect(() => {
    document.title = 'Sessions · Segreel'
    const stops = [
      effect(() => {
        listKey.value
        void untracked(loadSessions)
      }),
      keepFresh(),
      offerShortcuts('Sessions', SHORTCUTS),
      rowKeys(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])

  const { queue, playlist: id } = choice.value
  const name = queue !== null ? 'Watch these' : id ? (playlist.value?.name ?? 'Playlist') : 'Sessions'
  const first = rows.value[0]
  return (
    <section class="sessions">
      <header class="screen-head">
        <h1>{name}</h1>
        <p class="quiet" aria-live="polite">
          {queue !== null && !loading.value
            ? `${counted(rows.value.length, 'session')} that differ from each other`
            : total.value !== null
              ? totalWords(total.value, sure.value, 'session')
              : shownWords(rows.value.length, hasMore.value, otherTotal.value.value?.own ?? null)}
          {(bar.value.segment || bar.value.definition) && ` · judged ${judgedWords.value}`}
          {queue === null && !isNarrowed.value && <OtherTotal of="sessions" one="session" />}
        </p>
        {(queue !== null || id !== '') && first && (
          <div class="end">
            <LinkButton href={inList(`/sessions/${encodeURIComponent(first.id)}`)} icon="play" look="primary">
              Play them all
            </LinkButton>
          </div>
        )}
      </header>
      {(rows.value.length > 0 || isNarrowed.value || loading.value) && <ListTools />}
      <Rows />
    </section>
  )
}

/** Of a list narrowed by dates, and compared with none, only the pages that were loaded are counted. */
function shownWords(shown: number, more: boolean, inAll: number | null): string {
  if (inAll !== null && more) return counted(inAll, 'session')
  if (shown === 0) return ''
  return more ? `${shown} and more sessions` : counted(shown, 'session')
}

function Rows() {
  if (problem.value && rows.value.length === 0) {
    const again = () => void loadSessions({ again: true })
    return <Problem title="The sessions could not be loaded" problem={problem.value} again={again} />
  }
  if (!loading.value && rows.value.length === 0) return <NoRows />
  return <SessionTable />
}

function NoRows() {
  const { segment, definition, range, from, to: until } = bar.value
  const narrowed = Boolean(segment || definition)
  const dated = Boolean(range || from || until)
  const nothing = (project.value?.sessions ?? 0) === 0
  if (nothing && !isNarrowed.value) return <FirstSteps />
  if (isNarrowed.value) {
    return (
      <Empty
        icon="search"
        title="No session matches"
        actions={<Button onClick={() => go(here(EVERYTHING))}>Show all sessions</Button>}
      >
        {noneWords()}
      </Empty>
    )
  }
  if (!narrowed && !dated) return <FirstSteps />
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

/** Why a narrowed list is empty. */
function noneWords(): string {
  const { text, show, label, playlist: id } = choice.value
  if (text) return `Nothing that was seen, sent or went wrong in these sessions contains “${text}”.`
  if (show === 'new') return 'You have watched all of them.'
  if (show === 'starred') return 'None of them has a star. The star stands at the end of each row.'
  if (show === 'noted') return 'None of them has an open note. Notes are written in the player.'
  if (show === 'mentioned') return 'No open note mentions you.'
  if (label) return `None of them is labelled “${label}”.`
  if (id) return 'Nothing is in this playlist yet: add sessions from the menu at the end of their row.'
  return 'There is nothing to choose from here.'
}
