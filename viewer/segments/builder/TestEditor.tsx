import type { SessionField } from '../../../contract/fields.ts'
import { SESSION_FIELDS } from '../../../contract/fields.ts'
import type { Scalar, ValueTest } from '../../../contract/segment/values.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { DurationInput, NumberInput } from './NumberInput.tsx'
import type { Suggest } from './suggest.ts'
import { OP_WORDS, type Op, withOp } from './tests.ts'
import { ValuesEditor } from './ValuesEditor.tsx'

interface TestEditorProps {
  test: ValueTest
  ops: Op[]
  suggest: Suggest
  /** What is tested, for labels. */
  what: string
  field?: SessionField | undefined
  numeric?: boolean
  onChange: (test: ValueTest) => void
}

/** `is [Germany] or [Austria]`, `is at least [3]`. */
export function TestEditor({ ops, ...rest }: TestEditorProps) {
  return (
    <>
      <OpPicker test={rest.test} ops={ops} what={rest.what} onChange={rest.onChange} />
      <ValueEditor {...rest} />
    </>
  )
}

/** How the value is tested. */
export function OpPicker({
  test,
  ops,
  what,
  onChange,
}: Omit<TestEditorProps, 'suggest' | 'field' | 'numeric'>) {
  return (
    <Select
      label={`How ${what} is tested`}
      value={test.op}
      options={ops.map(op => ({ value: op, label: OP_WORDS[op] }))}
      onChange={op => onChange(withOp(test, op))}
    />
  )
}

/** What it is tested against. */
export function ValueEditor({ test, suggest, what, field, numeric, onChange }: Omit<TestEditorProps, 'ops'>) {
  if ('values' in test) {
    const change = (values: Scalar[]) => onChange({ ...test, values })
    const joint = test.op === 'has-all' ? 'and' : 'or'
    return (
      <ValuesEditor {...{ suggest, what, field, numeric, joint }} values={test.values} onChange={change} />
    )
  }
  if ('text' in test) {
    return (
      <Combobox
        label={`Text in ${what}`}
        value={test.text}
        placeholder="text"
        invalid={test.text === ''}
        suggest={suggest}
        onChange={text => onChange({ ...test, text })}
      />
    )
  }
  if ('number' in test) {
    const Input = field && SESSION_FIELDS[field].type === 'duration' ? DurationInput : NumberInput
    return (
      <Input
        label={`Number for ${what}`}
        value={test.number}
        onChange={number => onChange({ ...test, number })}
      />
    )
  }
  if ('days' in test) {
    const change = (days: number) => onChange({ ...test, days: Math.min(days, 3660) })
    return (
      <>
        <NumberInput label={`Days for ${what}`} value={test.days} min={1} onChange={change} />
        <span>{test.days === 1 ? 'day' : 'days'}</span>
      </>
    )
  }
  if ('date' in test) {
    return (
      <input
        class="input"
        type="date"
        aria-label={`Date for ${what}`}
        value={test.date.slice(0, 10)}
        onChange={event => {
          const day = event.currentTarget.value
          if (day) onChange({ ...test, date: `${day}T00:00:00.000Z` })
        }}
      />
    )
  }
  return null
}
