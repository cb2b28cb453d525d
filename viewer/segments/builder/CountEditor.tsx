import type { Count, NumberTest } from '../../../contract/segment/values.ts'
import { Select } from '../../ui/Select.tsx'
import { NumberInput } from './NumberInput.tsx'

const COUNT_OPS: { value: Count['op']; label: string }[] = [
  { value: 'at-least', label: 'at least' },
  { value: 'at-most', label: 'at most' },
  { value: 'exactly', label: 'exactly' },
]

interface CountEditorProps {
  value: Count
  unit: string
  onChange: (count: Count) => void
}

/** `at least [2] times`. */
export function CountEditor({ value, unit, onChange }: CountEditorProps) {
  return (
    <>
      <Select
        label="Compared how"
        value={value.op}
        options={COUNT_OPS}
        onChange={op => onChange({ ...value, op })}
      />
      <NumberInput label="How many" value={value.n} min={0} onChange={n => onChange({ ...value, n })} />
      {unit && <span>{value.n === 1 ? unit : `${unit}s`}</span>}
    </>
  )
}

const NUMBER_OPS: { value: NumberTest['op']; label: string }[] = [
  { value: 'greater', label: 'is more than' },
  { value: 'at-least', label: 'is at least' },
  { value: 'less', label: 'is less than' },
  { value: 'at-most', label: 'is at most' },
  { value: 'equals', label: 'is' },
]

/** `is at least [100]`. */
export function NumberTestEditor({
  value,
  what,
  onChange,
}: {
  value: NumberTest
  what: string
  onChange: (test: NumberTest) => void
}) {
  return (
    <>
      <Select
        label={`How ${what} is tested`}
        value={value.op}
        options={NUMBER_OPS}
        onChange={op => onChange({ ...value, op })}
      />
      <NumberInput
        label={`Number for ${what}`}
        value={value.number}
        onChange={number => onChange({ ...value, number })}
      />
    </>
  )
}
