import type { Condition } from '../../contract/segment.ts'
import type { PropertyTest } from '../../contract/segment-values.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CountEditor, WindowEditor } from './CountEditor.tsx'
import { suggest } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { ANY_OPS, comparedWords } from './tests.ts'

type EventCondition = Extract<Condition, { kind: 'event' }>

interface EventEditorProps {
  node: EventCondition
  inSession: boolean
  onChange: (node: EventCondition) => void
}

/** `did [Order Completed] where [total] is more than [100] at least [1] time [ever]`. */
export function EventEditor({ node, inSession, onChange }: EventEditorProps) {
  const never = node.count.op === 'exactly' && node.count.n === 0
  return (
    <>
      <select
        class="input word"
        aria-label="Did or did not"
        value={never ? 'no' : 'yes'}
        onChange={event =>
          onChange({
            ...node,
            count: event.currentTarget.value === 'no' ? { op: 'exactly', n: 0 } : { op: 'at-least', n: 1 },
          })
        }
      >
        <option value="yes">did</option>
        <option value="no">did not do</option>
      </select>
      <Combobox
        label="Event"
        value={node.event}
        placeholder="event"
        invalid={node.event.trim() === ''}
        suggest={suggest('event')}
        onChange={event => onChange({ ...node, event })}
      />
      {node.where.map((one, i) => (
        <Property
          key={i}
          first={i === 0}
          event={node.event}
          test={one}
          onChange={next =>
            onChange({ ...node, where: node.where.flatMap((old, j) => (j === i ? (next ?? []) : old)) })
          }
        />
      ))}
      {node.event !== '' && (
        <button
          type="button"
          class="button quietly small"
          onClick={() =>
            onChange({ ...node, where: [...node.where, { path: [''], is: { op: 'is', values: [] } }] })
          }
        >
          {node.where.length === 0 ? 'where …' : 'and …'}
        </button>
      )}
      {!never && (
        <CountEditor value={node.count} unit="time" onChange={count => onChange({ ...node, count })} />
      )}
      <WindowEditor
        value={node.window}
        inSession={inSession}
        onChange={window => onChange({ ...node, window })}
      />
    </>
  )
}

interface PropertyProps {
  first: boolean
  event: string
  test: PropertyTest
  onChange: (test: PropertyTest | null) => void
}

/** Nested properties are written with dots: `cart.total`. */
function Property({ first, event, test, onChange }: PropertyProps) {
  const name = test.path.join('.')
  return (
    <span class="property">
      <span class="joint">{first ? 'where' : 'and'}</span>
      <Combobox
        label="Property"
        value={name}
        placeholder="property"
        invalid={name === ''}
        suggest={suggest('property', { event })}
        onChange={text => onChange({ ...test, path: text.split('.') })}
      />
      {'is' in test ? (
        <TestEditor
          test={test.is}
          ops={ANY_OPS}
          what={name || 'the property'}
          suggest={suggest('propertyValue', { event, name })}
          onChange={is => onChange({ ...test, is })}
        />
      ) : (
        <span>{comparedWords(test.compared)}</span>
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
