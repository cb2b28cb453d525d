import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import type { StepInput } from '../../contract/behaviour/step.ts'
import { segments } from '../frame/projects.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { duration } from '../ui/words.ts'
import { BreakdownEditor } from './BreakdownEditor.tsx'
import { define } from './definition.ts'
import { ExclusionRow } from './ExclusionRow.tsx'
import { StepEditor } from './StepEditor.tsx'
import { withoutStep } from './written-funnel.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
const WINDOWS = [
  { value: String(HOUR / 2), label: '30 minutes' },
  { value: String(HOUR), label: '1 hour' },
  { value: String(DAY), label: '1 day' },
  { value: String(7 * DAY), label: '7 days' },
  { value: String(14 * DAY), label: '14 days' },
  { value: String(30 * DAY), label: '30 days' },
  { value: String(90 * DAY), label: '90 days' },
]
const ORDERS = [
  { value: 'ordered', label: 'in this order' },
  { value: 'strict', label: 'directly after one another' },
  { value: 'any', label: 'in any order' },
] as const
const PER = [
  { value: 'person', label: 'per person' },
  { value: 'session', label: 'per session' },
] as const
const ATTEMPTS = [
  { value: 'best', label: 'once, best attempt' },
  { value: 'first', label: 'once, first attempt' },
  { value: 'every', label: 'every attempt' },
] as const
const JUDGED = [
  { value: 'start', label: 'at the first step' },
  { value: 'asked', label: 'as chosen above' },
] as const

export function FunnelEditor({ funnel }: { funnel: FunnelInput }) {
  const { steps, exclusions = [], hold } = funnel
  const saved = segments.value.value ?? []
  const put = (change: Partial<FunnelInput>) => define({ ...funnel, ...change })
  const move = (from: number, by: number) => {
    const moved = [...steps]
    const [step] = moved.splice(from, 1)
    if (step) moved.splice(from + by, 0, step)
    put({ steps: moved })
  }
  return (
    <section class="card behaviour-editor" aria-label="The funnel">
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <span class="step-number">{i + 1}</span>
            <StepEditor
              label={`Step ${i + 1}`}
              step={step}
              onChange={next => put({ steps: steps.map((old, j) => (j === i ? next : old)) })}
            />
            <span class="end">
              {i > 0 && (
                <Button
                  icon="up"
                  look="quietly"
                  label={`Move step ${i + 1} up`}
                  onClick={() => move(i, -1)}
                />
              )}
              {steps.length > 2 && (
                <Button
                  icon="cross"
                  look="quietly"
                  label={`Remove step ${i + 1}`}
                  onClick={() => define(withoutStep(funnel, i))}
                />
              )}
            </span>
          </li>
        ))}
        {exclusions.map((exclusion, i) => (
          <ExclusionRow
            key={`not ${i}`}
            number={i + 1}
            exclusion={exclusion}
            steps={steps.length}
            onChange={next =>
              put({ exclusions: exclusions.flatMap((old, j) => (j === i ? (next ?? []) : old)) })
            }
          />
        ))}
      </ol>
      <div class="behaviour-tools">
        <Button icon="plus" disabled={steps.length >= 12} onClick={() => put({ steps: [...steps, NEXT] })}>
          Step
        </Button>
        <Button
          icon="plus"
          look="quietly"
          disabled={exclusions.length >= 6}
          onClick={() => put({ exclusions: [...exclusions, { step: NEXT, after: 1, before: steps.length }] })}
        >
          Exclude
        </Button>
        <Choice
          label="Order"
          value={funnel.order ?? 'ordered'}
          options={ORDERS}
          onChange={order => put({ order })}
        />
        <Choice
          label="Within"
          value={String(funnel.windowMs ?? 7 * DAY)}
          options={windowsWith(funnel.windowMs ?? 7 * DAY)}
          onChange={value => put({ windowMs: Number(value) })}
        />
        <Choice label="Counted" value={funnel.per ?? 'person'} options={PER} onChange={per => put({ per })} />
        <Choice
          label="Each counts"
          value={funnel.attempts ?? 'best'}
          options={ATTEMPTS}
          onChange={attempts => put({ attempts })}
        />
        <Choice
          label="Segment judged"
          value={funnel.judged ?? 'start'}
          options={JUDGED}
          onChange={judged => put({ judged })}
        />
        {funnel.breakdown?.by === 'segments' ? (
          <Button pressed icon="cross" onClick={() => put({ breakdown: null })}>
            By saved segments
          </Button>
        ) : (
          <>
            <BreakdownEditor value={funnel.breakdown ?? null} onChange={breakdown => put({ breakdown })} />
            {saved.length > 0 && (
              <Button
                look="quietly"
                onClick={() =>
                  put({ breakdown: { by: 'segments', segments: saved.slice(0, 12).map(({ id }) => id) } })
                }
              >
                By saved segments
              </Button>
            )}
          </>
        )}
        <label class="choice">
          <span class="quiet">Hold constant</span>
          <input
            class="input"
            placeholder="property"
            size={10}
            value={hold?.join('.') ?? ''}
            onChange={event => {
              const text = event.currentTarget.value.trim()
              put({ hold: text === '' ? null : text.split('.') })
            }}
          />
        </label>
      </div>
    </section>
  )
}

const NEXT: StepInput = { kind: 'event', event: '' }

/** A link may ask for any window. */
function windowsWith(ms: number): { value: string; label: string }[] {
  const value = String(ms)
  return WINDOWS.some(one => one.value === value)
    ? [...WINDOWS]
    : [...WINDOWS, { value, label: duration(ms) }]
}
