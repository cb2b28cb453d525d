import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { segments } from '../frame/projects.ts'
import { bar, here, query } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, count, fullTime, share } from '../ui/words.ts'
import type { ShownDestination } from './calls.ts'
import { DestinationDetail } from './DestinationDetail.tsx'
import { DestinationForm } from './DestinationForm.tsx'
import { passedOn } from './destination-words.ts'
import {
  destinationProblem,
  destinations,
  KINDS,
  loadDestinations,
  setStopped,
  watchBooks,
} from './destinations.ts'

export function DestinationsTab() {
  useEffect(() => {
    const stops = [
      effect(() => {
        bar.value
        void loadDestinations()
      }),
      watchBooks(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  const { value, problem } = destinations.value
  const adding = query.value.get('add') !== null
  const editing = value?.find(one => one.id === query.value.get('edit'))
  if (problem && !value) {
    const again = () => void loadDestinations()
    return <Problem title="The destinations could not be loaded" problem={problem} again={again} />
  }
  if (!value) return <Waiting />
  if (adding) return <DestinationForm key="new" of={null} />
  if (editing) return <DestinationForm key={editing.id} of={editing} />
  const add = (
    <LinkButton href={here({ add: 1, of: null })} icon="plus" look="primary">
      Add a destination
    </LinkButton>
  )
  if (value.length === 0) {
    return (
      <Empty icon="forward" title="Pass events on" actions={add}>
        Every event that arrives can go on to a signed webhook, to Segment or to Amplitude: filtered, mapped,
        retried for four hours, and accounted for one by one.
      </Empty>
    )
  }
  return (
    <div class="data-stack">
      <div class="data-tools">{add}</div>
      {destinationProblem.value && <Notice bad>{destinationProblem.value}</Notice>}
      {value.map(one => (
        <Card key={one.id} destination={one} />
      ))}
    </div>
  )
}

function Card({ destination }: { destination: ShownDestination }) {
  const { id, name, kind, url, stopped, ledger } = destination
  const open = query.value.get('of') === id
  return (
    <section class="card destination" aria-label={name}>
      <header>
        <div class="cut">
          <h2 class="cut">
            {name} <span class="chip">{KINDS[kind].label}</span>{' '}
            {stopped && <span class="chip warn">stopped</span>}
          </h2>
          <p class="quiet cut">{url}</p>
          <p class="quiet">{passedOn(destination, segments.value.value ?? [])}</p>
        </div>
        <div class="plan-actions">
          <Button icon={stopped ? 'play' : 'pause'} onClick={() => void setStopped(destination, !stopped)}>
            {stopped ? 'Start' : 'Stop'}
          </Button>
          <LinkButton href={here({ edit: id, of: null })} icon="adjustments">
            Edit
          </LinkButton>
          <LinkButton href={here({ of: open ? null : id })} icon={open ? 'up' : 'down'}>
            Details
          </LinkButton>
        </div>
      </header>
      <Books id={id} ledger={ledger} />
      {open && <DestinationDetail destination={destination} />}
    </section>
  )
}

/** received = delivered + waiting + failed, drawn as it is. */
function Books({ id, ledger }: Pick<ShownDestination, 'id' | 'ledger'>) {
  const { received, delivered, waiting, failed, filtered, lastAt, lastError } = ledger
  const part = (n: number) => (received === 0 ? 0 : (100 * n) / received)
  return (
    <div class="books">
      <dl>
        <div>
          <dt>Received</dt>
          <dd>{count(received)}</dd>
        </div>
        <div>
          <dt>Delivered</dt>
          <dd class="good">{count(delivered)}</dd>
        </div>
        <div>
          <dt>Waiting</dt>
          <dd>{count(waiting)}</dd>
        </div>
        <div>
          <dt>Failed</dt>
          <dd class={failed > 0 ? 'bad' : ''}>
            {failed > 0 ? <a href={here({ of: id })}>{count(failed)}</a> : 0}
          </dd>
        </div>
      </dl>
      <div class="books-bar" role="img" aria-label={`${share(delivered, received)} delivered`}>
        <span class="delivered" style={{ width: `${part(delivered)}%` }} />
        <span class="waiting" style={{ width: `${part(waiting)}%` }} />
        <span class="failed" style={{ width: `${part(failed)}%` }} />
      </div>
      <p class="quiet">
        {lastAt === null ? 'Nothing delivered yet' : `Last delivery ${ago(lastAt, Date.now())}`}
        {lastAt !== null && <span class="visually-hidden"> ({fullTime(lastAt)})</span>}
        {filtered > 0 && `, ${count(filtered)} passed over by the filter`}
        {lastError && (waiting > 0 || failed > 0) && (
          <>
            . Last failure: <span class="books-error">{lastError}</span>
          </>
        )}
      </p>
    </div>
  )
}
