import type { Breakdown } from '../../contract/behaviour/step.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import { suggest } from '../segments/builder/suggest.ts'
import { NameBox } from './NameBox.tsx'

interface BreakdownEditorProps {
  value: Breakdown | null
  onChange: (value: Breakdown | null) => void
}

/** By what an answer is taken apart. */
export function BreakdownEditor({ value, onChange }: BreakdownEditorProps) {
  const chosen = value === null ? '' : value.by === 'field' ? `field ${value.field}` : value.by
  return (
    <span class="choice">
      <label class="choice">
        <span class="quiet">By</span>
        <select
          class="input"
          value={chosen}
          onChange={event => {
            const text = event.currentTarget.value
            const field = SESSION_FIELD_NAMES.find(one => text === `field ${one}`)
            if (field) onChange({ by: 'field', field })
            else if (text === 'property') onChange({ by: 'property', path: ['plan'] })
            else if (text === 'trait') onChange({ by: 'trait', trait: 'plan' })
            else onChange(null)
          }}
        >
          <option value="">nothing</option>
          <option value="property">property of the event…</option>
          <option value="trait">trait…</option>
          {SESSION_FIELD_NAMES.filter(one => SESSION_FIELDS[one].type === 'text').map(one => (
            <option key={one} value={`field ${one}`}>
              {SESSION_FIELDS[one].label}
            </option>
          ))}
        </select>
      </label>
      {value?.by === 'property' && (
        <input
          class="input"
          aria-label="Property"
          size={10}
          value={value.path.join('.')}
          onChange={event => {
            const text = event.currentTarget.value.trim()
            onChange(text === '' ? null : { by: 'property', path: text.split('.') })
          }}
        />
      )}
      {value?.by === 'trait' && (
        <NameBox
          label="Trait"
          placeholder="trait"
          value={value.trait}
          suggest={suggest('trait')}
          onChange={trait => onChange(trait === '' ? null : { by: 'trait', trait })}
        />
      )}
    </span>
  )
}
