import { FAILURE_KINDS } from '../../../contract/facts.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import type { Condition } from '../../../contract/segment/segment.ts'
import type { ValueTest } from '../../../contract/segment/values.ts'
import type { SuggestionKind } from '../../api.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { CountEditor } from './CountEditor.tsx'
import { KindsPicker } from './KindsPicker.tsx'
import { OptionalTest } from './OptionalTest.tsx'
import { suggest, suggestField } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { fieldOps, NUMBER_OPS, PATH_OPS, withOp } from './tests.ts'
import { WindowEditor } from './WindowEditor.tsx'

export type Visit = Extract<
  Condition,
  { kind: 'page' | 'field' | 'visit' | 'finding' | 'failure' | 'text' | 'session' }
>

interface VisitEditorProps {
  node: Visit
  inSession: boolean
  onChange: (node: Visit) => void
}

const FIELDS = SESSION_FIELD_NAMES.map(value => ({
  value,
  label: SESSION_FIELDS[value].label.replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase()),
}))

/** What one visit was like. */
export function VisitEditor({ node, inSession, onChange }: VisitEditorProps) {
  switch (node.kind) {
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
      return (
        <>
          <span>the session’s</span>
          <Select
            label="Field"
            value={node.field}
            options={FIELDS}
            onChange={field => {
              const [op = 'exists'] = fieldOps(field)
              onChange({ kind: 'field', field, is: withOp({ op: 'exists' }, op) })
            }}
          />
          <TestEditor
            test={node.is}
            ops={fieldOps(node.field)}
            what={SESSION_FIELDS[node.field].label}
            field={node.field}
            suggest={suggestField(node.field)}
            onChange={is => onChange({ ...node, is })}
          />
        </>
      )
    case 'visit':
      return (
        <>
          <span>the number of this visit among the person’s is</span>
          <CountEditor value={node.number} unit="" onChange={number => onChange({ ...node, number })} />
        </>
      )
    case 'text':
      return (
        <>
          <span>could read, in a title, a heading or what was clicked,</span>
          <Combobox
            label="Text seen"
            value={node.contains}
            placeholder="text"
            invalid={node.contains.trim() === ''}
            suggest={suggest('text')}
            onChange={contains => onChange({ ...node, contains })}
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
    case 'finding':
      return <FindingEditor node={node} onChange={onChange} />
    case 'failure':
      return <FailureEditor node={node} onChange={onChange} />
  }
}

interface EditorProps<K extends Visit['kind']> {
  node: Extract<Visit, { kind: K }>
  onChange: (node: Visit) => void
}

function FindingEditor({ node, onChange }: EditorProps<'finding'>) {
  const optional = (
    label: string,
    of: SuggestionKind,
    test: ValueTest | null,
    change: (test: ValueTest | null) => void,
  ) => <OptionalTest label={label} test={test} ops={PATH_OPS} suggest={suggest(of)} onChange={change} />
  return (
    <>
      <span>was frustrated by</span>
      <KindsPicker
        label="Kinds of frustration"
        any="anything"
        kinds={FRUSTRATION_KINDS}
        value={node.of}
        onChange={of => onChange({ ...node, of })}
      />
      {optional('on the page', 'findingPage', node.page, page => onChange({ ...node, page }))}
      {optional('at the element', 'findingElement', node.element, element => onChange({ ...node, element }))}
      <CountEditor value={node.count} unit="time" onChange={count => onChange({ ...node, count })} />
    </>
  )
}

function FailureEditor({ node, onChange }: EditorProps<'failure'>) {
  const optional = (
    label: string,
    of: SuggestionKind,
    test: ValueTest | null,
    change: (test: ValueTest | null) => void,
  ) => <OptionalTest label={label} test={test} ops={PATH_OPS} suggest={suggest(of)} onChange={change} />
  return (
    <>
      <span>met failures:</span>
      <KindsPicker
        label="Kinds of failures"
        any="of any kind"
        kinds={FAILURE_KINDS}
        value={node.of}
        onChange={of => onChange({ ...node, of })}
      />
      {optional('whose message', 'failure', node.message, message => onChange({ ...node, message }))}
      {optional('at the address', 'failureAddress', node.address, address => onChange({ ...node, address }))}
      <OptionalTest
        label="with the status"
        test={node.status}
        ops={NUMBER_OPS}
        numeric
        suggest={suggest('failureStatus')}
        onChange={status => onChange({ ...node, status })}
      />
      <CountEditor value={node.count} unit="time" onChange={count => onChange({ ...node, count })} />
    </>
  )
}
