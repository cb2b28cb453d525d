import { useEffect, useState } from 'preact/hooks'
import { go, here } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import type { ShownDestination } from './calls.ts'
import { letters, loadLetters, preview, remove, sendAgain } from './destinations.ts'

const SHOWN = 50

/** What would be sent, and what was given up. */
export function DestinationDetail({ destination }: { destination: ShownDestination }) {
  const { id, name } = destination
  const failed = destination.ledger.failed
  useEffect(() => void loadLetters(id), [id, failed])
  const [sure, setSure] = useState(false)
  const dropped = async () => {
    if (await remove(destination)) go(here({ of: null }), 'replace')
  }
  return (
    <div class="destination-detail">
      <section>
        <h3>What an event becomes</h3>
        <Preview />
      </section>
      <section>
        <h3>Given up</h3>
        <Letters id={id} />
      </section>
      <p>
        {sure ? (
          <span class="data-tools">
            <span>Its books and dead letters go, too.</span>
            <Button look="danger" onClick={() => void dropped()}>
              Remove {name}
            </Button>
            <Button look="quietly" onClick={() => setSure(false)}>
              Keep
            </Button>
          </span>
        ) : (
          <Button look="danger" icon="bin" onClick={() => setSure(true)}>
            Remove
          </Button>
        )}
      </p>
    </div>
  )
}

function Preview() {
  const { value, problem } = preview.value
  if (problem) return <p class="quiet">{problem}</p>
  if (!value) return <Skeleton width="60%" height={80} />
  const head = Object.entries(value.headers).map(([name, text]) => `${name}: ${text}`)
  return (
    <>
      {!value.wanted && (
        <Notice>The filter passes the newest events over: this one would not be sent.</Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        {[`POST ${value.url}`, ...head, '', JSON.stringify(value.body, null, 2)].join('\n')}
      </pre>
    </>
  )
}

function Letters({ id }: { id: string }) {
  const { value, problem } = letters.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="60%" />
  if (value.length === 0) return <p class="quiet">Nothing was given up.</p>
  return (
    <>
      <div class="data-tools">
        <Button icon="reload" onClick={() => void sendAgain(id)}>
          Send all {value.length} again
        </Button>
      </div>
      <ul class="letters">
        {value.slice(0, SHOWN).map(one => (
          <li key={one.messageId}>
            <code class="cut">{one.messageId}</code>
            <span class="books-error">{one.error}</span>
            <span class="quiet" title={fullTime(one.failedAt)}>
              {counted(one.attempts, 'attempt')}, {ago(one.failedAt, Date.now())}
            </span>
            <Button look="quietly" onClick={() => void sendAgain(id, [one.messageId])}>
              <span>
                Send again<span class="visually-hidden"> {one.messageId}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {value.length > SHOWN && <p class="quiet">And {value.length - SHOWN} more.</p>}
    </>
  )
}
