import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Tracker, TrackerKind } from '../../contract/tracker.ts'
import { Button } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { TRACKERS } from './filled-in.ts'
import type { TrackerKept } from './tracker.ts'

const KINDS: { value: TrackerKind; label: string }[] = [
  { value: 'github', label: TRACKERS.github.name },
  { value: 'gitlab', label: TRACKERS.gitlab.name },
  { value: 'jira', label: TRACKERS.jira.name },
  { value: 'linear', label: TRACKERS.linear.name },
]

/** Kept for the project: everyone's reports open there. */
export function TrackerForm({ kept, onDone }: { kept: TrackerKept; onDone: () => void }) {
  const form = useRef<HTMLFormElement>(null)
  const known = kept.tracker.peek()
  const kind = useSignal<TrackerKind>(known?.kind ?? 'github')
  const address = useSignal(known?.address ?? '')
  const project = useSignal(known?.kind === 'jira' ? known.project : '')
  const issueType = useSignal(known?.kind === 'jira' ? known.issueType : '')

  useEffect(() => form.current?.querySelector<HTMLElement>('input:not([type=radio])')?.focus(), [])

  const written = (): Tracker => {
    const where = address.value.trim()
    if (kind.value !== 'jira') return { kind: kind.value, address: where }
    return { kind: 'jira', address: where, project: project.value.trim(), issueType: issueType.value.trim() }
  }
  const finish = async (tracker: Tracker | null) => {
    if (await kept.keep(tracker)) onDone()
  }
  return (
    <form
      class="hand-over-form tracker-form"
      ref={form}
      onSubmit={event => {
        event.preventDefault()
        void finish(written())
      }}
    >
      <h3>Where this project files its bugs</h3>
      <Segmented
        label="Tracker"
        name="tracker-kind"
        value={kind.value}
        options={KINDS}
        onChange={next => {
          kind.value = next
          // The address of one tracker is none of another.
          address.value = known?.kind === next ? known.address : ''
        }}
      />
      <Field label="Address" value={address} placeholder={TRACKERS[kind.value].example} />
      {kind.value === 'jira' && (
        <div class="hand-over-pair">
          <Field label="Number of the project (pid)" value={project} placeholder="10000" />
          <Field label="Number of the issue type" value={issueType} placeholder="10004" />
        </div>
      )}
      <div class="hand-over-actions">
        <Button type="submit" look="primary" disabled={address.value.trim() === ''}>
          Keep
        </Button>
        <Button look="quietly" onClick={onDone}>
          Cancel
        </Button>
        {known && (
          <Button look="danger" icon="bin" onClick={() => void finish(null)}>
            Forget
          </Button>
        )}
      </div>
    </form>
  )
}

interface FieldProps {
  label: string
  value: { value: string }
  placeholder: string
}

function Field({ label, value, placeholder }: FieldProps) {
  return (
    <label class="labelled">
      {label}
      <input
        class="input"
        spellcheck={false}
        placeholder={placeholder}
        value={value.value}
        onInput={event => {
          value.value = event.currentTarget.value
        }}
      />
    </label>
  )
}
