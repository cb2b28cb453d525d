import type { PlanRule } from '../../contract/plan.ts'
import { counted } from '../ui/words.ts'
import { fieldsOf } from './plan.ts'

export function PlanRules({ rules }: { rules: readonly PlanRule[] }) {
  if (rules.length === 0) return <p class="data-none quiet">The plan has no rule: everything passes.</p>
  return (
    <ul class="plan-rules">
      {rules.map(rule => (
        <Rule key={`${rule.type} ${rule.key ?? ''}`} rule={rule} />
      ))}
    </ul>
  )
}

function Rule({ rule }: { rule: PlanRule }) {
  const fields = fieldsOf(rule)
  const required = fields.filter(one => one.required).length
  return (
    <li>
      <details>
        <summary>
          <span class="chip">{rule.type.toLowerCase()}</span>
          <b class="cut">{rule.key ?? `every ${rule.type.toLowerCase()} call`}</b>
          <span class="quiet end">
            {fields.length === 0
              ? 'any properties'
              : `${counted(fields.length, 'field')}, ${required} required`}
          </span>
        </summary>
        {fields.length > 0 && (
          <ul class="plan-fields">
            {fields.map(one => (
              <li key={one.name}>
                <code>{one.name}</code>
                <span class="chip">{one.type}</span>
                {one.required && <span class="chip accent">required</span>}
                {one.choices.length > 0 && (
                  <span class="quiet">{one.choices.map(choice => JSON.stringify(choice)).join(', ')}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre class="plan-schema" tabIndex={0}>
          {JSON.stringify(rule.jsonSchema, null, 2)}
        </pre>
      </details>
    </li>
  )
}
