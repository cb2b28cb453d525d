import type { TrendInput, TrendSeries } from '../../contract/behaviour/trend.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { BreakdownEditor } from './BreakdownEditor.tsx'
import { define } from './definition.ts'
import { StepEditor } from './StepEditor.tsx'

type SeriesInput = TrendInput['series'][number]

const MEASURES = [
  { value: 'events', label: 'How often' },
  { value: 'persons', label: 'How many people' },
  { value: 'sessions', label: 'In how many sessions' },
  { value: 'fact', label: 'A number of sessions' },
] as const
const HOWS = [
  { value: 'mean', label: 'mean' },
  { value: 'median', label: 'median' },
  { value: 'p75', label: '75th percentile' },
  { value: 'p90', label: '90th percentile' },
  { value: 'sum', label: 'sum' },
] as const
const UNITS = [
  { value: 'hour', label: 'hour' },
  { value: 'day', label: 'day' },
  { value: 'week', label: 'week' },
  { value: 'month', label: 'month' },
] as const
const FACTS = SESSION_FIELD_NAMES.filter(field => SESSION_FIELDS[field].type !== 'text').map(value => {
  return { value, label: SESSION_FIELDS[value].label }
})
const FIRST: SeriesInput = { measure: 'events', step: { kind: 'event', event: '' } }

export function TrendEditor({ trend }: { trend: TrendInput }) {
  const put = (change: Partial<TrendInput>) => define({ ...trend, ...change })
  const { series } = trend
  return (
    <section class="card behaviour-editor" aria-label="What is counted">
      <ol>
        {series.map((one, i) => (
          <li key={i}>
            <span class="step-number">{letter(i)}</span>
            <SeriesEditor
              letter={letter(i)}
              one={one}
              onChange={next => put({ series: series.map((old, j) => (j === i ? next : old)) })}
            />
            <span class="end">
              {series.length > 1 && (
                <Button
                  icon="cross"
                  look="quietly"
                  label={`Remove series ${letter(i)}`}
                  onClick={() => put({ series: series.filter((_, j) => j !== i) })}
                />
              )}
            </span>
          </li>
        ))}
      </ol>
      <div class="behaviour-tools">
        <Button icon="plus" disabled={series.length >= 6} onClick={() => put({ series: [...series, FIRST] })}>
          Series
        </Button>
        <label class="choice">
          <span class="quiet">Formula</span>
          <input
            class="input"
            placeholder="100 * A / B"
            size={12}
            value={trend.formula ?? ''}
            onChange={event => put({ formula: event.currentTarget.value })}
          />
        </label>
        <Choice label="Each" value={trend.unit ?? 'day'} options={UNITS} onChange={unit => put({ unit })} />
        <BreakdownEditor value={trend.breakdown ?? null} onChange={breakdown => put({ breakdown })} />
      </div>
    </section>
  )
}

interface SeriesEditorProps {
  letter: string
  one: SeriesInput
  onChange: (one: SeriesInput) => void
}

function SeriesEditor({ letter: name, one, onChange }: SeriesEditorProps) {
  const measure = (value: TrendSeries['measure']) => {
    if (value === 'fact') onChange({ measure: 'fact', field: 'activeTime', how: 'median' })
    else onChange({ measure: value, step: one.measure === 'fact' ? FIRST_STEP : one.step })
  }
  return (
    <span class="step-editor">
      <Choice label="What is counted" unseen value={one.measure} options={MEASURES} onChange={measure} />
      {one.measure === 'fact' ? (
        <>
          <Choice
            label="Number"
            unseen
            value={one.field}
            options={FACTS}
            onChange={field => onChange({ ...one, field })}
          />
          <Choice
            label="How"
            unseen
            value={one.how}
            options={HOWS}
            onChange={how => onChange({ ...one, how })}
          />
        </>
      ) : (
        <StepEditor label={`Series ${name}`} step={one.step} onChange={step => onChange({ ...one, step })} />
      )}
    </span>
  )
}

const FIRST_STEP = { kind: 'event', event: '' } as const

function letter(i: number): string {
  return String.fromCharCode(65 + i)
}
