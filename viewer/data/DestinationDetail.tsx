import { useEffect, useState } from 'preact/hooks'
import type { ShownLetter } from '../../contract/destination.ts'
import { momentAddress } from '../frame/moment.ts'
import { go, here } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import type { ShownDestination } from './calls.ts'
import { letters, loadLetters, preview, remove, sendAgain } from './destinations.ts'

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
  const { items, total } = value
  if (total === 0) return <p class="quiet">Nothing was given up.</p>
  return (
    <>
      <div class="data-tools">
        <Button icon="reload" onClick={() => void sendAgain(id)}>
          Send all {count(total)} again
        </Button>
      </div>
      <ul class="letters">
        {items.map(one => (
          <li key={one.messageId}>
            <Event letter={one} />
            <span class="books-error">{one.error}</span>
            <span class="quiet" title={fullTime(one.failedAt)}>
              given up {ago(one.failedAt, Date.now())}, after {counted(one.attempts, 'attempt')}
            </span>
            <Button look="quietly" onClick={() => void sendAgain(id, [one.messageId])}>
              <span>
                Send again<span class="visually-hidden"> {one.messageId}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {total > items.length && <p class="quiet">And {count(total - items.length)} more.</p>}
    </>
  )
}

/** What did not arrive, and its moment; its messageId for whoever looks for it in a log. */
function Event({ letter: { event, messageId } }: { letter: ShownLetter }) {
  if (!event) return <code class="cut">{messageId}</code>
  const named = <b title={messageId}>{event.name}</b>
  return (
    <span>
      {event.url ? <a href={momentAddress(event.url)}>{named}</a> : named}{' '}
      <span class="quiet" title={fullTime(event.at)}>
        {ago(event.at, Date.now())}
      </span>
    </span>
  )
}
