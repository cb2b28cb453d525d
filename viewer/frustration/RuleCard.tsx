import type { FrustrationRules } from '../../contract/frustration/frustration.ts'
import { KINDS } from './kinds.ts'
import type { Field, RuleFields } from './threshold-fields.ts'
import { draft } from './thresholds.ts'

export function RuleCard({ rule, rules }: { rule: RuleFields; rules: FrustrationRules }) {
  const on = rule.on(rules)
  return (
    <fieldset class={on ? 'card threshold-rule' : 'card threshold-rule off'}>
      <legend class="visually-hidden">{KINDS[rule.kind].many}</legend>
      <label class="rule-head">
        <input
          type="checkbox"
          checked={on}
          onChange={event => {
            draft.value = rule.turn(rules, event.currentTarget.checked)
          }}
        />
        <span>
          <b>{KINDS[rule.kind].many}</b>
          <small class="quiet">{rule.says}</small>
        </span>
      </label>
      {on && (
        <div class="rule-fields">
          {rule.fields.map(field => (
            <FieldInput key={field.label} field={field} rules={rules} />
          ))}
        </div>
      )}
    </fieldset>
  )
}

function FieldInput({ field, rules }: { field: Field; rules: FrustrationRules }) {
  switch (field.type) {
    case 'switch':
      return (
        <label class="rule-switch">
          <input
            type="checkbox"
            checked={field.get(rules)}
            onChange={event => {
              draft.value = field.set(rules, event.currentTarget.checked)
            }}
          />
          {field.label}
        </label>
      )
    case 'choice':
      return (
        <label class="rule-field">
          <span>{field.label}</span>
          <select
            class="input"
            value={field.get(rules)}
            onChange={event => {
              draft.value = field.set(rules, event.currentTarget.value)
            }}
          >
            {field.options.map(one => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
      )
    default: {
      // Seconds are what people think in; the rules are ms.
      const unit = field.type === 'ms' ? 1_000 : 1
      return (
        <label class="rule-field">
          <span>{field.label}</span>
          <span class="rule-number">
            <input
              class="input number"
              type="number"
              min={field.least}
              max={field.type === 'ms' ? 60 : 100}
              step={field.type === 'ms' ? 0.1 : 1}
              value={field.get(rules) / unit}
              onInput={event => {
                const next = event.currentTarget.valueAsNumber
                if (event.currentTarget.validity.valid && Number.isFinite(next))
                  draft.value = field.set(rules, Math.round(next * unit))
              }}
            />
            {field.type === 'ms' && <span class="quiet">s</span>}
          </span>
        </label>
      )
    }
  }
}
