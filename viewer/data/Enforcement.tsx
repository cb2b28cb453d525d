import type { BlockedEvent } from '../../contract/data.ts'
import type { Source } from '../../contract/event.ts'
import type { Enforcement, TrackingPlan } from '../../contract/plan.ts'
import { Button } from '../ui/Button.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import { nameOf } from './live.ts'
import { admit, blocked, setEnforcement } from './plan.ts'

/** Sources that send while people watch; imports and samples are taken as they are. */
const LIVE: { source: Source; label: string }[] = [
  { source: 'recorder', label: 'Recorder' },
  { source: 'segment', label: 'Segment clients' },
  { source: 'amplitude', label: 'Amplitude clients' },
]
const WAYS: { value: Enforcement; label: string }[] = [
  { value: 'allow', label: 'Store everything, show violations' },
  { value: 'drop', label: 'Keep violating events apart' },
  { value: 'omit', label: 'Leave out what the plan does not name' },
]

export function EnforcementCard({ enforcement }: { enforcement: TrackingPlan['enforcement'] }) {
  return (
    <section class="card plan-card">
      <h2>What becomes of violating events</h2>
      <div class="enforcement">
        {LIVE.map(({ source, label }) => (
          <label key={source} class="labelled">
            {label}
            <select
              class="input"
              value={enforcement[source] ?? 'allow'}
              onChange={event => {
                const how = WAYS.find(one => one.value === event.currentTarget.value)
                if (how) void setEnforcement(source, how.value)
              }}
            >
              {WAYS.map(one => (
                <option key={one.value} value={one.value}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </section>
  )
}

/** Events kept apart: nobody's, in no count, until taken in. */
export function Blocked() {
  const all = blocked.value.value ?? []
  if (all.length === 0) return null
  return (
    <section class="card plan-card">
      <header class="plan-head">
        <div>
          <h2>Kept apart</h2>
          <p class="quiet">These events touch no person and no count until you take them in.</p>
        </div>
        <Button onClick={() => void admit()}>Take all in</Button>
      </header>
      <ul class="blocked">
        {all.map(event => (
          <BlockedRow key={event.messageId} event={event} />
        ))}
      </ul>
      <p class="quiet">The newest {counted(all.length, 'event')} shown.</p>
    </section>
  )
}

function BlockedRow({ event }: { event: BlockedEvent }) {
  const received = Date.parse(event.receivedAt)
  return (
    <li>
      <b class="cut">{nameOf(event)}</b>
      <span class="quiet cut">
        {event.findings.map(({ message }) => message).join(' ') || 'The plan of today would let it pass.'}
      </span>
      <span class="quiet" title={fullTime(received)}>
        {ago(received, Date.now())}
      </span>
      <Button look="quietly" onClick={() => void admit([event.messageId])}>
        <span>
          Take in<span class="visually-hidden"> {nameOf(event)}</span>
        </span>
      </Button>
    </li>
  )
}
