import type { Count } from '../../contract/segment-values.ts'
import type { Window } from '../../contract/segment-windows.ts'
import { NumberInput } from './NumberInput.tsx'

const COUNT_OPS: { op: Count['op']; label: string }[] = [
  { op: 'at-least', label: 'at least' },
  { op: 'at-most', label: 'at most' },
  { op: 'exactly', label: 'exactly' },
]

/** `at least [2] times`. */
export function CountEditor({
  value,
  unit,
  onChange,
}: {
  value: Count
  unit: string
  onChange: (c: Count) => void
}) {
  return (
    <>
      <select
        class="input word"
        aria-label="Compared how"
        value={value.op}
        onChange={event => {
          const next = COUNT_OPS.find(one => one.op === event.currentTarget.value)
          if (next) onChange({ ...value, op: next.op })
        }}
      >
        {COUNT_OPS.map(one => (
          <option key={one.op} value={one.op}>
            {one.label}
          </option>
        ))}
      </select>
      <NumberInput label="How many" value={value.n} min={0} onChange={n => onChange({ ...value, n })} />
      <span>{value.n === 1 ? unit : `${unit}s`}</span>
    </>
  )
}

type Offered = 'session' | 'ever' | 'last' | 'since'
const WINDOWS: { kind: Offered; label: string }[] = [
  { kind: 'session', label: 'in this session' },
  { kind: 'ever', label: 'ever' },
  { kind: 'last', label: 'in the last' },
  { kind: 'since', label: 'since' },
]

interface WindowEditorProps {
  value: Window
  inSession: boolean
  onChange: (window: Window) => void
}

/** `in the last [7] days`. */
export function WindowEditor({ value, inSession, onChange }: WindowEditorProps) {
  return (
    <>
      <select
        class="input word"
        aria-label="When"
        value={value.kind}
        onChange={event => {
          const next = WINDOWS.find(one => one.kind === event.currentTarget.value)
          if (next) onChange(windowOf(next.kind))
        }}
      >
        {WINDOWS.filter(one => inSession || one.kind !== 'session').map(one => (
          <option key={one.kind} value={one.kind}>
            {one.label}
          </option>
        ))}
      </select>
      {value.kind === 'last' && (
        <>
          <NumberInput
            label="Days"
            value={value.days}
            min={1}
            onChange={days => onChange({ kind: 'last', days: Math.min(days, 3660) })}
          />
          <span>{value.days === 1 ? 'day' : 'days'}</span>
        </>
      )}
      {value.kind === 'since' && (
        <input
          class="input"
          type="date"
          aria-label="Since"
          value={value.at.slice(0, 10)}
          onChange={event => {
            const day = event.currentTarget.value
            if (day) onChange({ kind: 'since', at: `${day}T00:00:00.000Z` })
          }}
        />
      )}
    </>
  )
}

function windowOf(kind: Offered): Window {
  if (kind === 'last') return { kind, days: 7 }
  if (kind === 'since') return { kind, at: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z` }
  return { kind }
}
