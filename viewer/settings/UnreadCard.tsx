import { useState } from 'preact/hooks'
import type { UnreadRecording } from '../../contract/removal.ts'
import { to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Problem } from '../ui/State.tsx'
import { ago, bytes, counted, fullTime } from '../ui/words.ts'
import { loadUnread, remove, unread } from './removals.ts'

const SHOWN = 20

/** Nothing to show while everything that was kept can be read. */
export function UnreadCard() {
  const [sure, setSure] = useState(false)
  const { value, problem } = unread.value
  if (problem && !value) {
    return (
      <Problem title="Unreadable recordings are not here" problem={problem} again={() => void loadUnread()} />
    )
  }
  if (!value || value.items.length === 0) return null
  const forever = value.items.filter(one => one.waiting === 0)
  return (
    <section class="card" aria-label="Recordings that cannot be read">
      <h2>Recordings that cannot be read</h2>
      <p class="quiet">
        {counted(value.total ?? value.items.length, 'recording')}, {bytes(value.bytes)}: kept, but in no list,
        because nothing of them could be read.
      </p>
      <ul class="receipts">
        {value.items.slice(0, SHOWN).map(one => (
          <Row key={one.session} one={one} />
        ))}
      </ul>
      {value.items.length > SHOWN && <p class="quiet">These are the newest {SHOWN}.</p>}
      {forever.length > 0 && (
        <>
          <label class="delete-sure">
            <input type="checkbox" checked={sure} onChange={event => setSure(event.currentTarget.checked)} />I
            know that this cannot be undone
          </label>
          <div>
            <Button
              icon="bin"
              look="danger"
              disabled={!sure}
              onClick={() => {
                setSure(false)
                void remove({ what: 'unread', id: 'all' })
              }}
            >
              Delete all that cannot be read
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Row({ one }: { one: UnreadRecording }) {
  const { session, person, receivedAt, batches, bytes: size, waiting, reasons } = one
  return (
    <li>
      <div class="receipt-head">
        <code class="cut">{session}</code>
        <span class="chip">{waiting > 0 ? 'waits to be read' : 'set aside'}</span>
      </div>
      <div class="quiet">
        {counted(batches, 'part')}, {bytes(size)}, arrived{' '}
        <span title={fullTime(receivedAt)}>{ago(receivedAt, Date.now())}</span>, of{' '}
        <a href={to(`/people/${encodeURIComponent(person)}`)}>this person</a>
        {reasons.length > 0 && <>: {reasons.join(', ')}</>}
      </div>
    </li>
  )
}
