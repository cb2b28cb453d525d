import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import type { Condition } from '../../contract/segment.ts'
import { segments } from '../frame/projects.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { CountEditor, WindowEditor } from './CountEditor.tsx'
import { EventEditor } from './EventEditor.tsx'
import { suggest, suggestField } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { ANY_OPS, fieldOps, PATH_OPS, withOp } from './tests.ts'

interface ConditionEditorProps {
  node: Condition
  inSession: boolean
  /** The segment being edited: it cannot stand on itself. */
  self: string | null
  onChange: (node: Condition) => void
}

/** One condition as a line to read and to change. Groups are drawn by Group. */
export function ConditionEditor({ node, inSession, self, onChange }: ConditionEditorProps) {
  switch (node.kind) {
    case 'event':
      return <EventEditor node={node} inSession={inSession} onChange={onChange} />
    case 'page':
      return (
        <>
          <span>saw a page whose path</span>
          <TestEditor
            test={node.path}
            ops={PATH_OPS}
            what="the path"
            suggest={suggest('path')}
            onChange={path => onChange({ ...node, path })}
          />
          <CountEditor value={node.count} unit="time" onChange={count => onChange({ ...node, count })} />
        </>
      )
    case 'field':
      return <FieldEditor node={node} onChange={onChange} />
    case 'trait':
      return (
        <>
          <span>the person’s</span>
          <Combobox
            label="Trait"
            value={node.trait}
            placeholder="trait"
            invalid={node.trait.trim() === ''}
            suggest={suggest('trait')}
            onChange={trait => onChange({ ...node, trait })}
          />
          <TestEditor
            test={node.is}
            ops={ANY_OPS}
            what={node.trait || 'the trait'}
            suggest={suggest('traitValue', { name: node.trait })}
            onChange={is => onChange({ ...node, is })}
          />
        </>
      )
    case 'session':
      return (
        <>
          <span>the person had</span>
          <CountEditor value={node.count} unit="session" onChange={count => onChange({ ...node, count })} />
          <WindowEditor
            value={node.window}
            inSession={inSession}
            onChange={window => onChange({ ...node, window })}
          />
          <span>where</span>
        </>
      )
    case 'segment':
      return (
        <>
          <span>is in the segment</span>
          <select
            class="input"
            aria-label="Segment"
            aria-invalid={node.id === ''}
            value={node.id}
            onChange={event => onChange({ kind: 'segment', id: event.currentTarget.value })}
          >
            <option value="">choose …</option>
            {segments.value.value
              ?.filter(one => one.id !== self)
              .map(one => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
          </select>
        </>
      )
    default:
      return null
  }
}

type FieldCondition = Extract<Condition, { kind: 'field' }>

function FieldEditor({ node, onChange }: { node: FieldCondition; onChange: (node: Condition) => void }) {
  const { label } = SESSION_FIELDS[node.field]
  return (
    <>
      <span>the session’s</span>
      <select
        class="input word"
        aria-label="Field"
        value={node.field}
        onChange={event => {
          const field = SESSION_FIELD_NAMES.find(one => one === event.currentTarget.value)
          const [op = 'exists'] = field ? fieldOps(field) : []
          if (field) onChange({ kind: 'field', field, is: withOp({ op: 'exists' }, op) })
        }}
      >
        {SESSION_FIELD_NAMES.map(one => (
          <option key={one} value={one}>
            {SESSION_FIELDS[one].label.replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase())}
          </option>
        ))}
      </select>
      <TestEditor
        test={node.is}
        ops={fieldOps(node.field)}
        what={label}
        field={node.field}
        suggest={suggestField(node.field)}
        onChange={is => onChange({ ...node, is })}
      />
    </>
  )
}
