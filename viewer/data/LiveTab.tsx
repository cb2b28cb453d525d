import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { bar, go, here, query } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { HowToSend } from './HowToSend.tsx'
import { LiveLine } from './LiveLine.tsx'
import {
  came,
  connection,
  follow,
  paused,
  refusals,
  shownLines,
  tailProblem,
  togglePause,
  waiting,
} from './live.ts'

const STATES = {
  connecting: 'Connecting …',
  connected: 'Listening',
  lost: 'Connection lost; trying again …',
  refused: 'Not connected',
}

export function LiveTab() {
  useEffect(() => {
    let stop = () => {}
    let known: string | undefined | null = null
    const end = effect(() => {
      const { project } = bar.value
      if (project === known) return
      known = project
      stop()
      stop = follow()
    })
    return () => {
      end()
      stop()
    }
  }, [])
  const search = query.value.get('q') ?? ''
  const lines = shownLines.value
  const first = lines.findIndex(one => one.earlier)
  const fresh = first < 0 ? lines : lines.slice(0, first)
  const earlier = first < 0 ? [] : lines.slice(first)
  if (connection.value === 'refused') {
    const words = 'The server ended the connection. Reload the page to sign in again.'
    return <Problem title="The tail cannot be shown" problem={words} again={() => location.reload()} />
  }
  return (
    <>
      <div class="data-tools">
        <input
          class="input live-search"
          type="search"
          placeholder="Is my event arriving? Name, id, or any value"
          aria-label="Is my event arriving? Name, id, or any value"
          value={search}
          onInput={event => go(here({ q: event.currentTarget.value }), 'replace')}
        />
        <Button icon={paused.value ? 'play' : 'pause'} pressed={paused.value} onClick={togglePause}>
          {paused.value ? `Go on${waiting.value > 0 ? ` (${waiting.value} new)` : ''}` : 'Pause'}
        </Button>
        <p class={`live-state ${connection.value}`} role="status">
          {paused.value ? 'Paused' : STATES[connection.value]}
          {connection.value === 'connected' && !paused.value && `, ${counted(came.value, 'event')} so far`}
        </p>
      </div>
      {tailProblem.value && <Notice bad>{tailProblem.value}</Notice>}
      {refusals.value.length > 0 && (
        <Notice>
          Refused since you opened this:{' '}
          {refusals.value.map(one => `${one.reason || 'unknown'} (${one.count})`).join(', ')}. A wrong write
          key, a missing id, and events too large are told in the answer to the client.
        </Notice>
      )}
      {fresh.length > 0 && (
        <ul class="card live-lines">
          {fresh.map(line => (
            <LiveLine key={line.messageId} line={line} />
          ))}
        </ul>
      )}
      {fresh.length === 0 && (
        <div class="card live-wait">
          <Empty icon="bolt" title={search ? `Nothing with “${search}” so far` : 'Nothing new so far'}>
            Every event of this project shows here as soon as it is stored. Send one now:
          </Empty>
          <HowToSend />
        </div>
      )}
      {earlier.length > 0 && (
        <>
          <h2 class="live-earlier">Before you opened this</h2>
          <ul class="card live-lines">
            {earlier.map(line => (
              <LiveLine key={line.messageId} line={line} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}
