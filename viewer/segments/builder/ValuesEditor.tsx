import { useState } from 'preact/hooks'
import type { Suggestion } from '../../../contract/api.ts'
import type { SessionField } from '../../../contract/fields.ts'
import type { Scalar } from '../../../contract/segment/values.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { fieldValue } from '../sentence.ts'
import type { Suggest } from './suggest.ts'

interface ValuesEditorProps {
  values: Scalar[]
  suggest: Suggest
  what: string
  field?: SessionField | undefined
  /** Only numbers can be meant. */
  numeric?: boolean | undefined
  /** What stands between two values. */
  joint?: string
  placeholder?: string
  /** None need be given. */
  optional?: boolean
  onChange: (values: Scalar[]) => void
}

/** Several values; mostly any of them will do. */
export function ValuesEditor(props: ValuesEditorProps) {
  const {
    values,
    suggest,
    what,
    field,
    numeric,
    joint = 'or',
    placeholder = 'value',
    optional = false,
    onChange,
  } = props
  const [text, setText] = useState('')
  const [open, setOpen] = useState(values.length === 0)
  const add = (value: Scalar) => {
    setText('')
    setOpen(false)
    if (numeric && !Number.isFinite(value)) return
    if (value !== '' && !values.includes(value)) onChange([...values, value])
  }
  const show = (value: Scalar) => (field ? fieldValue(field, value) : String(value))
  return (
    <>
      {values.map((value, i) => (
        <span key={`${typeof value} ${value}`} class="value">
          {i > 0 && <span class="joint">{joint}</span>}
          <span class="value-chip">
            {show(value)}
            <button
              type="button"
              aria-label={`Without ${show(value)}`}
              onClick={() => onChange(values.filter(one => one !== value))}
            >
              <Icon name="cross" small />
            </button>
          </span>
        </span>
      ))}
      {open || values.length === 0 ? (
        <Combobox
          label={`Value of ${what}`}
          value={text}
          placeholder={placeholder}
          invalid={!optional && values.length === 0}
          suggest={suggest}
          onChange={(typed: string, taken?: Suggestion) => (taken ? add(taken.value) : setText(typed))}
          onDone={() => (text.trim() ? add(numeric ? Number(text) : text.trim()) : setOpen(false))}
        />
      ) : (
        <button type="button" class="button quietly small" onClick={() => setOpen(true)}>
          {joint} …
        </button>
      )}
    </>
  )
}
