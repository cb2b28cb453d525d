import { useRef } from 'preact/hooks'
import type { StepChoice, StepInput } from '../../contract/behaviour/step.ts'
import { calls } from './calls.ts'
import { NameBox } from './NameBox.tsx'

type ClickStep = Extract<StepInput, { kind: 'click' }>

interface ClickEditorProps {
  label: string
  step: ClickStep
  onChange: (step: ClickStep) => void
}

/**
 * A clicked element. One that is alone in what it says is asked by its fingerprint, and so found whatever it says by
 * now; else all that ever said this.
 */
export function ClickEditor({ label, step, onChange }: ClickEditorProps) {
  const offered = useRef<StepChoice[]>([])
  const said = (one: StepChoice) => one.name || one.value
  const choose = (name: string) => {
    const [own, another] = offered.current.filter(one => said(one) === name)
    onChange(
      own && !another ? { kind: 'click', element: own.value, name: own.name } : { kind: 'click', name },
    )
  }
  return (
    <>
      <NameBox
        label={`${label}: element`}
        value={step.name || step.element || ''}
        placeholder="what it says"
        suggest={async search => {
          const { items } = await calls.choices('element', search)
          offered.current = items
          return items.map(one => ({ value: said(one), count: one.count }))
        }}
        onChange={choose}
      />
      {step.name && (
        <small class="quiet" title={step.element || undefined}>
          {step.element ? 'this one element' : 'all that ever said so'}
        </small>
      )}
    </>
  )
}
