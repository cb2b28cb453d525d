import { type Act, MAX_STEPS, type Step } from '../../../contract/segment/segment.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ActEditor } from './ActEditor.tsx'
import { actOf } from './acts.ts'

/** Of one step; the contract's own bound. */
const MOST_WITHOUT = 5

interface StepsEditorProps {
  steps: Step[]
  least: number
  /** Whether a step may say what was not done before it. */
  without: boolean
  onChange: (steps: Step[]) => void
}

/** `1 [event], then 2 [page] without [event] in between`. */
export function StepsEditor({ steps, least, without, onChange }: StepsEditorProps) {
  const put = (i: number, by: Step | null) =>
    onChange(steps.flatMap((old, j) => (j === i ? (by ?? []) : old)).map(firstWithout))
  const move = (i: number, by: number) => {
    const moved = steps.slice()
    moved.splice(i + by, 0, ...moved.splice(i, 1))
    onChange(moved.map(firstWithout))
  }
  return (
    <ol class="steps-editor">
      {steps.map((step, i) => (
        <li key={i}>
          <span class="joint">{i === 0 ? 'first' : 'then'}</span>
          <ActEditor value={step.do} label={`Step ${i + 1}`} onChange={act => put(i, { ...step, do: act })} />
          {step.without.map((act, j) => (
            <span key={j} class="property">
              <span class="joint">without</span>
              <ActEditor
                value={act}
                label={`Not before step ${i + 1}`}
                onChange={next => put(i, { ...step, without: step.without.with(j, next) })}
              />
              <button
                type="button"
                class="remove"
                aria-label={`Anything may come before step ${i + 1}`}
                onClick={() => put(i, { ...step, without: step.without.filter((_, k) => k !== j) })}
              >
                <Icon name="cross" small />
              </button>
            </span>
          ))}
          {without && i > 0 && step.without.length < MOST_WITHOUT && (
            <button
              type="button"
              class="button quietly small"
              onClick={() => put(i, { ...step, without: [...step.without, blank()] })}
            >
              without … in between
            </button>
          )}
          {i > 0 && (
            <button
              type="button"
              class="remove"
              aria-label={`Step ${i + 1} earlier`}
              onClick={() => move(i, -1)}
            >
              <Icon name="up" small />
            </button>
          )}
          {steps.length > least && (
            <button
              type="button"
              class="remove"
              aria-label={`Remove step ${i + 1}`}
              onClick={() => put(i, null)}
            >
              <Icon name="cross" small />
            </button>
          )}
        </li>
      ))}
      {steps.length < MAX_STEPS && (
        <li>
          <button
            type="button"
            class="button quietly small"
            onClick={() => onChange([...steps, { do: blank(), without: [] }])}
          >
            then …
          </button>
        </li>
      )}
    </ol>
  )
}

function blank(): Act {
  return actOf('event')
}

/** Nothing can stand before the first step. */
function firstWithout(step: Step, i: number): Step {
  return i === 0 && step.without.length > 0 ? { ...step, without: [] } : step
}
