import { AMOUNTS, type Amount, type Condition } from '../../../contract/segment/segment.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { NumberTestEditor } from './CountEditor.tsx'
import { EventBox } from './EventBox.tsx'
import { PropertiesEditor } from './PropertiesEditor.tsx'
import { suggest } from './suggest.ts'
import { ValuesEditor } from './ValuesEditor.tsx'
import { WindowEditor } from './WindowEditor.tsx'

export type Money = Extract<Condition, { kind: 'amount' | 'revenue' }>

interface MoneyEditorProps {
  node: Money
  inSession: boolean
  onChange: (node: Money) => void
}

const AMOUNT_LABELS: Record<Amount, string> = {
  sum: 'the sum of',
  average: 'the average of',
  min: 'the least',
  max: 'the greatest',
  distinct: 'the number of different',
}

/** `the sum of [total] of [Order Completed] is at least [500] in the last [90] days`. */
export function MoneyEditor({ node, inSession, onChange }: MoneyEditorProps) {
  const when = (
    <WindowEditor
      value={node.window}
      inSession={inSession}
      onChange={window => onChange({ ...node, window })}
    />
  )
  if (node.kind === 'revenue') {
    return (
      <>
        <span>the revenue of</span>
        <ValuesEditor
          values={node.events}
          what="the events that earn"
          joint="and"
          placeholder="event"
          suggest={suggest('event')}
          onChange={events => onChange({ ...node, events: events.map(String) })}
        />
        <NumberTestEditor value={node.is} what="the revenue" onChange={is => onChange({ ...node, is })} />
        {when}
      </>
    )
  }
  return (
    <>
      <Select
        label="Taken together how"
        value={node.of}
        options={AMOUNTS.map(value => ({ value, label: AMOUNT_LABELS[value] }))}
        onChange={of => onChange({ ...node, of })}
      />
      <Combobox
        label="Property summed up"
        value={node.path.join('.')}
        placeholder="property"
        invalid={node.path.join('') === ''}
        suggest={node.event ? suggest('property', { event: node.event }) : async () => []}
        onChange={text => onChange({ ...node, path: text.split('.').slice(0, 8) })}
      />
      <span>of</span>
      <EventBox value={node.event} onChange={event => onChange({ ...node, event })} />
      <PropertiesEditor
        event={node.event}
        tests={node.where}
        onChange={where => onChange({ ...node, where })}
      />
      <NumberTestEditor value={node.is} what="the amount" onChange={is => onChange({ ...node, is })} />
      {when}
    </>
  )
}
