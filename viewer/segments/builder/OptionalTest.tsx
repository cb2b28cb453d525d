import type { ValueTest } from '../../../contract/segment/values.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Suggest } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { type Op, withOp } from './tests.ts'

interface OptionalTestProps {
  /** As it stands in the sentence: `whose message`. */
  label: string
  test: ValueTest | null
  ops: Op[]
  suggest: Suggest
  numeric?: boolean
  onChange: (test: ValueTest | null) => void
}

/** Anything will do, until a press asks for more. */
export function OptionalTest({ label, test, ops, suggest, numeric, onChange }: OptionalTestProps) {
  if (test === null) {
    const [first = 'exists'] = ops
    return (
      <button
        type="button"
        class="button quietly small"
        onClick={() => onChange(withOp({ op: 'exists' }, first))}
      >
        {label} …
      </button>
    )
  }
  return (
    <span class="property">
      <span class="joint">{label}</span>
      <TestEditor
        test={test}
        ops={ops}
        what={label}
        suggest={suggest}
        {...(numeric ? { numeric } : {})}
        onChange={onChange}
      />
      <button type="button" class="remove" aria-label={`Without “${label}”`} onClick={() => onChange(null)}>
        <Icon name="cross" small />
      </button>
    </span>
  )
}
