import type { PropertyTest } from '../../../contract/segment/values.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Select } from '../../ui/Select.tsx'
import { suggest } from './suggest.ts'
import { ValueEditor } from './TestEditor.tsx'
import { ANY_OPS, COMPARED_OPS, COMPARED_WORDS, OP_WORDS, withOp } from './tests.ts'

interface PropertiesEditorProps {
  event: string
  tests: PropertyTest[]
  onChange: (tests: PropertyTest[]) => void
}

/** `where [total] is more than [100] and [currency] is [EUR]`. */
export function PropertiesEditor({ event, tests, onChange }: PropertiesEditorProps) {
  return (
    <>
      {tests.map((one, i) => (
        <Property
          key={i}
          first={i === 0}
          event={event}
          test={one}
          onChange={next => onChange(tests.flatMap((old, j) => (j === i ? (next ?? []) : old)))}
        />
      ))}
      {event !== '' && (
        <button
          type="button"
          class="button quietly small"
          onClick={() => onChange([...tests, { path: [''], is: { op: 'is', values: [] } }])}
        >
          {tests.length === 0 ? 'where …' : 'and …'}
        </button>
      )}
    </>
  )
}

interface PropertyProps {
  first: boolean
  event: string
  test: PropertyTest
  onChange: (test: PropertyTest | null) => void
}

const nothing = async () => []

/** The ways to test a value, then those to compare with another property of the same event. */
const HOW: { value: string; label: string; make: (test: PropertyTest) => PropertyTest }[] = [
  ...ANY_OPS.map(op => ({
    value: op,
    label: OP_WORDS[op],
    make: (test: PropertyTest): PropertyTest => ({
      path: test.path,
      is: withOp('is' in test ? test.is : { op: 'exists' }, op),
    }),
  })),
  ...COMPARED_OPS.map(op => ({
    value: `property ${op}`,
    label: `${COMPARED_WORDS[op]} the property`,
    make: (test: PropertyTest): PropertyTest => ({
      path: test.path,
      compared: { op, path: 'compared' in test ? test.compared.path : [''] },
    }),
  })),
]

/** Nested properties are written with dots: `cart.total`. */
function Property({ first, event, test, onChange }: PropertyProps) {
  const name = test.path.join('.')
  const pathBox = (label: string, path: string[], change: (path: string[]) => void) => (
    <Combobox
      label={label}
      value={path.join('.')}
      placeholder="property"
      invalid={path.join('') === ''}
      suggest={event === '' ? nothing : suggest('property', { event })}
      onChange={text => change(text.split('.').slice(0, 8))}
    />
  )
  return (
    <span class="property">
      <span class="joint">{first ? 'where' : 'and'}</span>
      {pathBox('Property', test.path, path => onChange({ ...test, path }))}
      <Select
        label={`How ${name || 'the property'} is tested`}
        value={'is' in test ? test.is.op : `property ${test.compared.op}`}
        options={HOW}
        onChange={how => onChange(HOW.find(one => one.value === how)?.make(test) ?? test)}
      />
      {'is' in test ? (
        <ValueEditor
          test={test.is}
          what={name || 'the property'}
          suggest={event === '' || name === '' ? nothing : suggest('propertyValue', { event, name })}
          onChange={is => onChange({ ...test, is })}
        />
      ) : (
        pathBox('Other property', test.compared.path, path =>
          onChange({ ...test, compared: { ...test.compared, path } }),
        )
      )}
      <button
        type="button"
        class="remove"
        aria-label={`Without ${name || 'this property'}`}
        onClick={() => onChange(null)}
      >
        <Icon name="cross" small />
      </button>
    </span>
  )
}
