import type { Condition } from '../../../contract/segment/segment.ts'
import { Select } from '../../ui/Select.tsx'
import { CountEditor } from './CountEditor.tsx'
import { EventBox } from './EventBox.tsx'
import { PropertiesEditor } from './PropertiesEditor.tsx'
import { WindowEditor } from './WindowEditor.tsx'

type EventCondition = Extract<Condition, { kind: 'event' }>

interface EventEditorProps {
  node: EventCondition
  inSession: boolean
  onChange: (node: EventCondition) => void
}

const DID = [
  { value: 'yes', label: 'did' },
  { value: 'no', label: 'did not do' },
] as const

/** `did [Order Completed] where [total] is more than [100] at least [1] time [ever]`. */
export function EventEditor({ node, inSession, onChange }: EventEditorProps) {
  const never = node.count.op === 'exactly' && node.count.n === 0
  return (
    <>
      <Select
        label="Did or did not"
        value={never ? 'no' : 'yes'}
        options={DID}
        onChange={did =>
          onChange({ ...node, count: did === 'no' ? { op: 'exactly', n: 0 } : { op: 'at-least', n: 1 } })
        }
      />
      <EventBox value={node.event} onChange={event => onChange({ ...node, event })} />
      <PropertiesEditor
        event={node.event}
        tests={node.where}
        onChange={where => onChange({ ...node, where })}
      />
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
