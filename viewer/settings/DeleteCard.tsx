import { useEffect, useState } from 'preact/hooks'
import type { Removal, RemovalInput } from '../../contract/removal.ts'
import { segments } from '../frame/projects.ts'
import { query } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Problem } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { compactNow, loadReceipts, receipts, removalProblem, remove, stopLooking } from './removals.ts'

const WHATS: { what: RemovalInput['what']; label: string; hint: string }[] = [
  {
    what: 'person',
    label: 'A person',
    hint: 'With all sessions, events, ids, notes and links. The id is in the address of their page.',
  },
  { what: 'session', label: 'A session', hint: 'Its recordings and facts, notes and links. Events stay.' },
  {
    what: 'segment',
    label: 'The sessions of a segment',
    hint: 'All sessions in it now, as its list shows them.',
  },
]

export function DeleteCard() {
  useEffect(() => {
    void loadReceipts()
    return stopLooking
  }, [])
  const { value, problem } = receipts.value
  const waiting = value?.items.some(one => one.state === 'done' && one.compactedAt === null)
  return (
    <section class="card" aria-label="Delete for good">
      <h2>Delete for good</h2>
      <p class="quiet">
        There is no undo. What was deleted, and that nothing of it is left, is kept as a receipt.
      </p>
      <DeleteForm />
      {removalProblem.value && <Notice bad>{removalProblem.value}</Notice>}
      {problem && !value && (
        <Problem title="The receipts are not here" problem={problem} again={() => void loadReceipts()} />
      )}
      {value && value.items.length > 0 && (
        <>
          <h3>Receipts</h3>
          <ul class="receipts">
            {value.items.map(one => (
              <Receipt key={one.id} removal={one} />
            ))}
          </ul>
          {waiting && (
            <div>
              <Button onClick={() => void compactNow()}>Compact the files now</Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function DeleteForm() {
  const asked = WHATS.find(one => one.what === query.peek().get('what'))
  const [what, setWhat] = useState(asked?.what ?? 'person')
  const [id, setId] = useState(query.peek().get('id') ?? '')
  const [sure, setSure] = useState(false)
  const chosen = WHATS.find(one => one.what === what) ?? WHATS[0]
  return (
    <form
      class="delete-form"
      onSubmit={event => {
        event.preventDefault()
        if (!sure) return
        void remove({ what, id: id.trim() }).then(begun => {
          setSure(false)
          if (begun) setId('')
        })
      }}
    >
      <label class="labelled">
        Delete
        <select
          class="input"
          value={what}
          onChange={event => {
            const next = WHATS.find(one => one.what === event.currentTarget.value)
            if (!next) return
            setWhat(next.what)
            setId('')
            setSure(false)
          }}
        >
          {WHATS.map(one => (
            <option key={one.what} value={one.what}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      {what === 'segment' ? (
        <label class="labelled">
          Segment
          <select class="input" value={id} onChange={event => setId(event.currentTarget.value)}>
            <option value="">Choose one</option>
            {(segments.value.value ?? []).map(one => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label class="labelled">
          Id
          <input
            class="input"
            spellcheck={false}
            value={id}
            onInput={event => setId(event.currentTarget.value)}
          />
        </label>
      )}
      <p class="quiet">{chosen?.hint}</p>
      <label class="delete-sure">
        <input type="checkbox" checked={sure} onChange={event => setSure(event.currentTarget.checked)} />I
        know that this cannot be undone
      </label>
      <Button type="submit" icon="bin" look="danger" disabled={!sure || id.trim() === ''}>
        Delete for good
      </Button>
    </form>
  )
}

const NAMES = {
  person: 'Person',
  session: 'Session',
  segment: 'Sessions of segment',
  unread: 'Unreadable recordings:',
  old: 'Old data',
}

function Receipt({ removal }: { removal: Removal }) {
  const { what, target, by, startedAt, state, total, removed, checks, compactedAt, problem } = removal
  const now = Date.now()
  return (
    <li>
      <div class="receipt-head">
        <strong class="cut">
          {NAMES[what]} {target}
        </strong>
        <span class={state === 'failed' ? 'chip warn' : 'chip'}>
          {state === 'running' ? 'under way' : state === 'done' ? 'deleted' : 'failed'}
        </span>
      </div>
      <div class="quiet">
        <span title={fullTime(startedAt)}>{ago(startedAt, now)}</span> by {by}
      </div>
      {state === 'running' ? (
        <progress aria-label="How far it is" value={removed.sessions} max={Math.max(1, total)} />
      ) : (
        <div>
          {counted(removed.sessions, 'session')}, {counted(removed.events, 'event')},{' '}
          {counted(removed.links, 'link')} and {counted(removed.notes, 'note')} removed.{' '}
          {checks.length > 0 && (
            <details>
              <summary>
                Looked for again: {count(checks.filter(check => check.gone).length)} of {count(checks.length)}{' '}
                gone
              </summary>
              <ul>
                {checks.map(check => (
                  <li key={check.what}>
                    {check.gone ? 'Nothing left of' : 'Still there:'} {check.what}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {state === 'done' && (
            <span class="quiet">
              {compactedAt === null
                ? 'The files forget it within a minute or so.'
                : `The files forgot it ${ago(compactedAt, now)}.`}
            </span>
          )}
        </div>
      )}
      {problem && <Notice bad>{problem}</Notice>}
    </li>
  )
}
