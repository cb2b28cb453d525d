import './goal.css'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import type { SegmentGoal, SegmentMetric } from '../../contract/segment/goal.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { ActEditor } from './builder/ActEditor.tsx'
import { HoursInput } from './builder/HoursInput.tsx'
import { NumberInput } from './builder/NumberInput.tsx'
import { StepsEditor } from './builder/StepsEditor.tsx'
import { suggestField } from './builder/suggest.ts'
import { TestEditor } from './builder/TestEditor.tsx'
import { fieldOps, withOp } from './builder/tests.ts'
import type { Draft } from './draft.ts'
import { METRIC_LABELS, metricOf } from './metrics.ts'
import { Outcome } from './Outcome.tsx'

/** What the segment is for, before whom it means. */
export function GoalEditor({ draft }: { draft: Draft }) {
  const goal = draft.goal.value
  const set = (changes: Partial<SegmentGoal>) => {
    draft.goal.value = { ...goal, ...changes }
  }
  const { cause = '', effect = '' } = goal.hypothesis ?? {}
  const suppose = (changed: { cause: string; effect: string }) =>
    set({ hypothesis: changed.cause === '' && changed.effect === '' ? null : changed })
  return (
    <section class="card goal" aria-label="Goal">
      <label class="goal-line">
        <span class="joint">Goal</span>
        <input
          class="input"
          placeholder="What you want to reach, as: more of them stay after the trial"
          value={goal.goal}
          maxLength={1000}
          onInput={event => set({ goal: event.currentTarget.value })}
        />
      </label>
      <div class="goal-line">
        <label class="goal-half">
          <span class="joint">If</span>
          <input
            class="input"
            placeholder="we change this"
            value={cause}
            maxLength={1000}
            onInput={event => suppose({ cause: event.currentTarget.value, effect })}
          />
        </label>
        <label class="goal-half">
          <span class="joint">then</span>
          <input
            class="input"
            placeholder="they will do that"
            value={effect}
            maxLength={1000}
            onInput={event => suppose({ cause, effect: event.currentTarget.value })}
          />
        </label>
      </div>
      <div class="goal-line metric">
        <span class="joint">Metric</span>
        {goal.metric ? (
          <MetricEditor metric={goal.metric} onChange={metric => set({ metric })} />
        ) : (
          <Button look="quietly" icon="plus" onClick={() => set({ metric: metricOf('did') })}>
            Choose the number that tells
          </Button>
        )}
      </div>
      <Outcome draft={draft} />
    </section>
  )
}

const DIRECTIONS = [
  { value: 'up', label: 'more people' },
  { value: 'down', label: 'fewer people' },
] as const
const FIELDS = SESSION_FIELD_NAMES.map(value => ({ value, label: SESSION_FIELDS[value].label }))

interface MetricEditorProps {
  metric: SegmentMetric
  onChange: (metric: SegmentMetric | null) => void
}

function MetricEditor({ metric, onChange }: MetricEditorProps) {
  return (
    <div class="line-words">
      <Select
        label="More or fewer"
        value={metric.direction}
        options={DIRECTIONS}
        onChange={direction => onChange({ ...metric, direction })}
      />
      <Select
        label="Who counts"
        value={metric.of}
        options={METRIC_LABELS}
        onChange={of => onChange(metricOf(of))}
      />
      {metric.of === 'did' && <ActEditor value={metric.act} onChange={act => onChange({ ...metric, act })} />}
      {metric.of === 'funnel' && (
        <>
          <StepsEditor
            steps={metric.steps.map(act => ({ do: act, without: [] }))}
            least={2}
            without={false}
            onChange={steps => onChange({ ...metric, steps: steps.map(step => step.do) })}
          />
          <span>within</span>
          <HoursInput
            label="Time for all steps"
            value={metric.hours}
            onChange={hours => onChange({ ...metric, hours })}
          />
        </>
      )}
      {metric.of === 'field' && (
        <>
          <Select
            label="Field of the metric"
            value={metric.field}
            options={FIELDS}
            onChange={field =>
              onChange({ ...metric, field, is: withOp({ op: 'exists' }, fieldOps(field)[0] ?? 'exists') })
            }
          />
          <TestEditor
            test={metric.is}
            ops={fieldOps(metric.field)}
            what={SESSION_FIELDS[metric.field].label}
            field={metric.field}
            suggest={suggestField(metric.field)}
            onChange={is => onChange({ ...metric, is })}
          />
        </>
      )}
      <span>in the last</span>
      <NumberInput
        label="Days of the metric"
        value={metric.days}
        min={1}
        onChange={days => onChange({ ...metric, days: Math.min(days, 3660) })}
      />
      <span>days</span>
      <Button icon="cross" look="quietly" label="Without a metric" onClick={() => onChange(null)} />
    </div>
  )
}
