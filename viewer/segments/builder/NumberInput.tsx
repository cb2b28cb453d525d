import { useState } from 'preact/hooks'

interface NumberInputProps {
  label: string
  value: number
  onChange: (value: number) => void
  min?: number
}

export function NumberInput({ label, value, onChange, min }: NumberInputProps) {
  return (
    <input
      class="input number"
      type="number"
      aria-label={label}
      min={min}
      step={min === undefined ? 'any' : 1}
      value={value}
      onInput={event => {
        const next = event.currentTarget.valueAsNumber
        if (Number.isFinite(next) && (min === undefined || (next >= min && Number.isInteger(next))))
          onChange(next)
      }}
    />
  )
}

const UNITS = [
  { label: 'seconds', ms: 1000 },
  { label: 'minutes', ms: 60_000 },
  { label: 'hours', ms: 3_600_000 },
]

/** Kept in ms, written in the unit that reads best. */
export function DurationInput({ label, value, onChange }: NumberInputProps) {
  const [unit, setUnit] = useState(
    () => UNITS.findLast(one => value >= one.ms && value % one.ms === 0) ?? UNITS[0],
  )
  const ms = unit?.ms ?? 1000
  return (
    <>
      <NumberInput
        label={label}
        value={value / ms}
        onChange={next => onChange(Math.max(0, Math.round(next * ms)))}
      />
      <select
        class="input word"
        aria-label="Unit"
        value={unit?.label}
        onChange={event => {
          const next = UNITS.find(one => one.label === event.currentTarget.value)
          if (next) onChange((value / ms) * next.ms)
          setUnit(next)
        }}
      >
        {UNITS.map(one => (
          <option key={one.label}>{one.label}</option>
        ))}
      </select>
    </>
  )
}
