import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { StepEditor } from './StepEditor.tsx'
import { between } from './written-funnel.ts'

type Exclusion = NonNullable<FunnelInput['exclusions']>[number]

interface ExclusionRowProps {
  /** From 1. */
  number: number
  exclusion: Exclusion
  /** Steps of the funnel. */
  steps: number
  onChange: (exclusion: Exclusion | null) => void
}

/** What may not happen between two steps. */
export function ExclusionRow({ number, exclusion, steps, onChange }: ExclusionRowProps) {
  const { step, after, before } = exclusion
  const from = (first: number, last: number) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
      return { value: String(first + i), label: `step ${first + i}` }
    })
  return (
    <li>
      <span class="step-number">not</span>
      <StepEditor
        label={`Excluded ${number}`}
        step={step}
        onChange={next => onChange({ ...exclusion, step: next })}
      />
      <Choice
        label="after"
        value={String(after)}
        options={from(1, steps - 1)}
        onChange={value => onChange({ step, ...between(steps, Number(value), before) })}
      />
      <Choice
        label="and before"
        value={String(before)}
        options={from(after + 1, steps)}
        onChange={value => onChange({ step, ...between(steps, after, Number(value)) })}
      />
      <span class="end">
        <Button
          icon="cross"
          look="quietly"
          label={`Remove excluded ${number}`}
          onClick={() => onChange(null)}
        />
      </span>
    </li>
  )
}
