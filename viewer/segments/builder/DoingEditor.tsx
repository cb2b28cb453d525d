import type { Condition } from '../../../contract/segment/segment.ts'
import { Select } from '../../ui/Select.tsx'
import { ActEditor } from './ActEditor.tsx'
import { CountEditor } from './CountEditor.tsx'
import { HoursInput } from './HoursInput.tsx'
import { NumberInput } from './NumberInput.tsx'
import { StepsEditor } from './StepsEditor.tsx'
import { WindowEditor } from './WindowEditor.tsx'

export type Doing = Extract<
  Condition,
  {
    kind: 'did' | 'days' | 'first' | 'stopped' | 'resumed' | 'regularly' | 'change' | 'sequence' | 'funnel'
  }
>

interface DoingEditorProps {
  node: Doing
  inSession: boolean
  onChange: (node: Doing) => void
}

const DIRECTIONS = [
  { value: 'dropped', label: 'dropped' },
  { value: 'rose', label: 'rose' },
] as const
const UNITS = [
  { value: 'week', label: 'weeks' },
  { value: 'day', label: 'days' },
] as const
/** The contract's bounds, in days, and in units of `regularly`. */
const days = (n: number) => Math.min(n, 3660)
const units = (n: number) => Math.min(n, 520)

/** What the person did, how often, and in which order. */
export function DoingEditor({ node, inSession, onChange }: DoingEditorProps) {
  switch (node.kind) {
    case 'did':
    case 'days':
      return (
        <>
          <span>did</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          {node.kind === 'days' && <span>on</span>}
          <CountEditor
            value={node.count}
            unit={node.kind === 'days' ? 'different day' : 'time'}
            onChange={count => onChange({ ...node, count })}
          />
          <WindowEditor
            value={node.window}
            inSession={inSession}
            onChange={window => onChange({ ...node, window })}
          />
        </>
      )
    case 'first':
      return (
        <>
          <span>for the very first time did</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          <WindowEditor
            value={node.window}
            inSession={inSession}
            onChange={window => onChange({ ...node, window })}
          />
        </>
      )
    case 'stopped':
      return (
        <>
          <span>stopped:</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          <span>not in the last</span>
          <NumberInput
            label="Days without"
            value={node.days}
            min={1}
            onChange={n => onChange({ ...node, days: days(n) })}
          />
          <span>days, but in the</span>
          <NumberInput
            label="Days before these"
            value={node.before}
            min={1}
            onChange={n => onChange({ ...node, before: days(n) })}
          />
          <span>days before</span>
        </>
      )
    case 'resumed':
      return (
        <>
          <span>started again:</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          <span>in the last</span>
          <NumberInput
            label="Days"
            value={node.days}
            min={1}
            onChange={n => onChange({ ...node, days: days(n) })}
          />
          <span>days, after more than</span>
          <NumberInput
            label="Quiet days"
            value={node.quiet}
            min={1}
            onChange={n => onChange({ ...node, quiet: days(n) })}
          />
          <span>days without</span>
        </>
      )
    case 'regularly':
      return (
        <>
          <span>regularly did</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          <span>in at least</span>
          <NumberInput
            label="In how many"
            value={node.least}
            min={1}
            onChange={n => onChange({ ...node, least: units(n) })}
          />
          <span>of the last</span>
          <NumberInput
            label="Of how many"
            value={node.last}
            min={1}
            onChange={n => onChange({ ...node, last: units(n) })}
          />
          <Select
            label="Days or weeks"
            value={node.unit}
            options={UNITS}
            onChange={unit => onChange({ ...node, unit })}
          />
        </>
      )
    case 'change':
      return (
        <>
          <span>the number of times of</span>
          <ActEditor value={node.of} onChange={of => onChange({ ...node, of })} />
          <Select
            label="Dropped or rose"
            value={node.direction}
            options={DIRECTIONS}
            onChange={direction => onChange({ ...node, direction })}
          />
          <span>by at least</span>
          <NumberInput
            label="Percent"
            value={node.percent}
            min={1}
            onChange={n => onChange({ ...node, percent: Math.min(n, 1_000_000) })}
          />
          <span>% in the last</span>
          <NumberInput
            label="Days"
            value={node.days}
            min={1}
            onChange={n => onChange({ ...node, days: days(n) })}
          />
          <span>days, against as many before</span>
        </>
      )
    case 'sequence':
    case 'funnel':
      return <InOrder node={node} inSession={inSession} onChange={onChange} />
  }
}

type Ordered = Extract<Doing, { kind: 'sequence' | 'funnel' }>

function InOrder({ node, inSession, onChange }: DoingEditorProps & { node: Ordered }) {
  return (
    <>
      <span>{node.kind === 'sequence' ? 'did one after the other' : 'on the way through'}</span>
      {node.kind === 'sequence' ? (
        <StepsEditor steps={node.steps} least={2} without onChange={steps => onChange({ ...node, steps })} />
      ) : (
        <StepsEditor
          steps={node.steps.map(act => ({ do: act, without: [] }))}
          least={1}
          without={false}
          onChange={steps =>
            onChange({
              ...node,
              steps: steps.map(step => step.do),
              reached: { ...node.reached, n: Math.min(node.reached.n, steps.length) },
            })
          }
        />
      )}
      <span>{node.kind === 'sequence' ? 'all within' : 'within'}</span>
      <HoursInput
        label="Time for all steps"
        value={node.hours}
        onChange={hours => onChange({ ...node, hours })}
      />
      {node.kind === 'funnel' && (
        <>
          <span>reached</span>
          <CountEditor
            value={node.reached}
            unit="step"
            onChange={reached =>
              onChange({ ...node, reached: { ...reached, n: Math.min(reached.n, node.steps.length) } })
            }
          />
        </>
      )}
      <WindowEditor
        value={node.window}
        inSession={inSession}
        onChange={window => onChange({ ...node, window })}
      />
    </>
  )
}
