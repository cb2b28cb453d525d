import { useState } from 'preact/hooks'
import { Select } from '../../ui/Select.tsx'
import { NumberInput } from './NumberInput.tsx'

const UNITS = [
  { value: 'hours', label: 'hours', hours: 1 },
  { value: 'days', label: 'days', hours: 24 },
] as const

interface HoursInputProps {
  label: string
  value: number
  onChange: (hours: number) => void
}

/** Kept in hours, written in days when these are whole ones. At most ten years, as the contract has it. */
export function HoursInput({ label, value, onChange }: HoursInputProps) {
  const [unit, setUnit] = useState(value >= 48 && value % 24 === 0 ? UNITS[1] : UNITS[0])
  return (
    <>
      <NumberInput
        label={label}
        value={value / unit.hours}
        min={1}
        onChange={next => onChange(Math.min(87_840, next * unit.hours))}
      />
      <Select
        label={`Unit of ${label.toLowerCase()}`}
        value={unit.value}
        options={UNITS}
        onChange={name => {
          const next = UNITS.find(one => one.value === name) ?? unit
          setUnit(next)
          onChange(Math.min(87_840, Math.max(1, Math.round(value / unit.hours)) * next.hours))
        }}
      />
    </>
  )
}
