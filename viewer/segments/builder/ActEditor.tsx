import type { Act } from '../../../contract/segment/segment.ts'
import { Select } from '../../ui/Select.tsx'
import { ACT_LABELS, actOf } from './acts.ts'
import { EventBox } from './EventBox.tsx'
import { NumberInput } from './NumberInput.tsx'
import { PropertiesEditor } from './PropertiesEditor.tsx'
import { suggest } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { PATH_OPS } from './tests.ts'

interface ActEditorProps {
  value: Act
  label?: string
  onChange: (act: Act) => void
}

const HOW = [
  { value: 'viewed', label: 'viewed' },
  { value: 'entered', label: 'entered by' },
  { value: 'left', label: 'left from' },
] as const
const OF_VISIT = [
  { value: 'any', label: 'of any kind' },
  { value: 'where', label: 'in which (below)' },
] as const

/** An event, a page, a visit, or anything at all. What holds of a visit is written below the line. */
export function ActEditor({ value, label = 'What is done', onChange }: ActEditorProps) {
  return (
    <>
      <Select label={label} value={value.act} options={ACT_LABELS} onChange={kind => onChange(actOf(kind))} />
      {value.act === 'event' && (
        <>
          <EventBox value={value.event} onChange={event => onChange({ ...value, event })} />
          <PropertiesEditor
            event={value.event}
            tests={value.where}
            onChange={where => onChange({ ...value, where })}
          />
        </>
      )}
      {value.act === 'page' && (
        <>
          <Select
            label="How it was met"
            value={value.how}
            options={HOW}
            onChange={how => onChange({ ...value, how })}
          />
          <span>whose path</span>
          <TestEditor
            test={value.path}
            ops={PATH_OPS}
            what="the path"
            suggest={suggest('path')}
            onChange={path => onChange({ ...value, path })}
          />
          {value.how === 'viewed' && (
            <>
              <span>for at least</span>
              <NumberInput
                label="Seconds on the page"
                value={value.seconds}
                min={0}
                onChange={seconds => onChange({ ...value, seconds: Math.min(seconds, 86_400) })}
              />
              <span>s</span>
            </>
          )}
        </>
      )}
      {value.act === 'session' && (
        <Select
          label="Which visits"
          value={value.where === null ? 'any' : 'where'}
          options={OF_VISIT}
          onChange={which =>
            onChange({
              ...value,
              where:
                which === 'any'
                  ? null
                  : { kind: 'and', of: [{ kind: 'field', field: 'country', is: { op: 'is', values: [] } }] },
            })
          }
        />
      )}
    </>
  )
}
