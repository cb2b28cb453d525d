import { useEffect, useState } from 'preact/hooks'
import type { Retention } from '../../contract/removal.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { loadRetention, retention, retentionProblem, saveRetention } from './removals.ts'

export function RetentionCard() {
  useEffect(() => void loadRetention(), [])
  const { value, problem } = retention.value
  return (
    <section class="card" aria-label="How long things are kept">
      <h2>How long things are kept</h2>
      <p class="quiet">
        Older ones are deleted for good, every hour. A session with a label is kept as the label says instead;
        recordings that cannot be read go as sessions do, counted from when they arrived.
      </p>
      {problem && !value && (
        <Problem title="The rule is not here" problem={problem} again={() => void loadRetention()} />
      )}
      {!value && !problem && <Skeleton width={280} />}
      {value && <Form key={JSON.stringify(value)} rule={value} />}
    </section>
  )
}

function Form({ rule }: { rule: Retention }) {
  const [draft, setDraft] = useState(rule)
  const changed = JSON.stringify(draft) !== JSON.stringify(rule)
  const named = draft.labels.every(one => one.label.trim() !== '')
  const setLabel = (i: number, label: Retention['labels'][number]) =>
    setDraft({ ...draft, labels: draft.labels.map((one, j) => (i === j ? label : one)) })
  return (
    <form
      class="retention"
      onSubmit={event => {
        event.preventDefault()
        void saveRetention(draft)
      }}
    >
      <Days
        label="Sessions"
        days={draft.sessionsDays}
        onChange={sessionsDays => setDraft({ ...draft, sessionsDays })}
      />
      <Days
        label="Events"
        days={draft.eventsDays}
        onChange={eventsDays => setDraft({ ...draft, eventsDays })}
      />
      {draft.labels.map((one, i) => (
        <div class="retention-label" key={i}>
          <label class="labelled">
            Sessions labelled
            <input
              class="input"
              maxLength={60}
              value={one.label}
              onInput={event => setLabel(i, { ...one, label: event.currentTarget.value })}
            />
          </label>
          <Days
            label={`Kept when labelled ${one.label || '…'}`}
            short
            days={one.days}
            onChange={days => setLabel(i, { ...one, days })}
          />
          <Button
            icon="bin"
            look="quietly"
            label={`Remove the rule of ${one.label || 'this label'}`}
            onClick={() => setDraft({ ...draft, labels: draft.labels.filter((_, j) => j !== i) })}
          />
        </div>
      ))}
      {retentionProblem.value && <Notice bad>{retentionProblem.value}</Notice>}
      <div class="retention-actions">
        <Button type="submit" look="primary" disabled={!changed || !named}>
          Save
        </Button>
        <Button
          icon="plus"
          look="quietly"
          onClick={() => setDraft({ ...draft, labels: [...draft.labels, { label: '', days: null }] })}
        >
          A rule for a label
        </Button>
      </div>
    </form>
  )
}

const USUAL_DAYS = [30, 90, 180, 365, 730]

function Days({
  label,
  days,
  short = false,
  onChange,
}: {
  label: string
  days: number | null
  short?: boolean
  onChange: (days: number | null) => void
}) {
  const choices = days === null || USUAL_DAYS.includes(days) ? USUAL_DAYS : [days, ...USUAL_DAYS]
  return (
    <label class="labelled">
      {short ? <span class="visually-hidden">{label}</span> : label}
      <select
        class="input"
        value={String(days)}
        onChange={event => {
          const { value } = event.currentTarget
          onChange(value === 'null' ? null : Number(value))
        }}
      >
        <option value="null">for ever</option>
        {choices.map(one => (
          <option key={one} value={String(one)}>
            {one} days
          </option>
        ))}
      </select>
    </label>
  )
}
