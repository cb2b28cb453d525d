import type { StepInput } from '../../contract/behaviour/step.ts'
import { suggest } from '../segments/builder/suggest.ts'
import { ClickEditor } from './ClickEditor.tsx'
import { calls } from './calls.ts'
import { NameBox } from './NameBox.tsx'
import { StepTests } from './StepTests.tsx'

const KINDS = [
  { value: 'event', label: 'Event' },
  { value: 'page', label: 'Page' },
  { value: 'click', label: 'Click on' },
  { value: 'session', label: 'A session begins' },
] as const
type Kind = (typeof KINDS)[number]['value']

interface StepEditorProps {
  label: string
  step: StepInput
  onChange: (step: StepInput) => void
}

export function emptyStep(kind: Kind): StepInput {
  if (kind === 'event') return { kind, event: '' }
  if (kind === 'page') return { kind, page: '' }
  return kind === 'click' ? { kind, element: '', name: '' } : { kind }
}

export function isWritten(step: StepInput): boolean {
  if (step.kind === 'event') return step.event.trim() !== ''
  if (step.kind === 'page') return step.page.trim() !== ''
  return step.kind === 'session' || Boolean(step.element || step.name)
}

/** What somebody does: an event, a page, a click on an element, or that a session begins. */
export function StepEditor({ label, step, onChange }: StepEditorProps) {
  return (
    <span class="step-editor">
      <select
        class="input"
        aria-label={`${label}: kind`}
        value={step.kind}
        onChange={event => {
          const kind = KINDS.find(one => one.value === event.currentTarget.value)
          if (kind) onChange(emptyStep(kind.value))
        }}
      >
        {KINDS.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      {step.kind === 'event' && (
        <NameBox
          label={`${label}: event`}
          value={step.event}
          placeholder="event"
          suggest={suggest('event')}
          onChange={event => onChange({ kind: 'event', event })}
        />
      )}
      {step.kind === 'event' && step.event !== '' && (
        <StepTests
          key={step.event}
          label={label}
          event={step.event}
          tests={step.where ?? []}
          onChange={where => onChange({ ...step, where })}
        />
      )}
      {step.kind === 'page' && (
        <NameBox
          label={`${label}: page`}
          value={step.page}
          placeholder="/page"
          suggest={async search => (await calls.choices('page', search)).items}
          onChange={page => onChange({ ...step, page })}
        />
      )}
      {step.kind === 'click' && <ClickEditor label={label} step={step} onChange={onChange} />}
    </span>
  )
}
