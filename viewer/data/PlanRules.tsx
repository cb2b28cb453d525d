import type { PlanRule } from '../../contract/plan.ts'
import { go, here, query } from '../location.ts'
import { counted } from '../ui/words.ts'
import { descriptionOf, fieldsOf, labelsOf } from './plan.ts'

/** From so many rules on they are looked for by words. */
const MANY = 6

export function PlanRules({ rules }: { rules: readonly PlanRule[] }) {
  if (rules.length === 0) return <p class="data-none quiet">The plan has no rule: everything passes.</p>
  const words = (query.value.get('q') ?? '').toLowerCase()
  const shown = rules.filter(rule =>
    [rule.key ?? rule.type, ...labelsOf(rule)].join('\n').toLowerCase().includes(words),
  )
  return (
    <>
      {rules.length >= MANY && (
        <div class="data-tools plan-search">
          <input
            class="input"
            type="search"
            placeholder="Find a rule by name or label"
            aria-label="Find a rule by name or label"
            value={query.value.get('q') ?? ''}
            onInput={event => go(here({ q: event.currentTarget.value }), 'replace')}
          />
        </div>
      )}
      {shown.length === 0 && <p class="data-none quiet">No rule is called or labelled so.</p>}
      <ul class="plan-rules">
        {shown.map(rule => (
          <Rule key={`${rule.type} ${rule.key ?? ''}`} rule={rule} />
        ))}
      </ul>
    </>
  )
}

function Rule({ rule }: { rule: PlanRule }) {
  const fields = fieldsOf(rule)
  const description = descriptionOf(rule)
  const required = fields.filter(one => one.required).length
  return (
    <li>
      <details>
        <summary>
          <span class="chip">{rule.type.toLowerCase()}</span>
          <b class="cut">{rule.key ?? `every ${rule.type.toLowerCase()} call`}</b>
          {labelsOf(rule).map(label => (
            <span key={label} class="chip event">
              {label}
            </span>
          ))}
          <span class="quiet end">
            {fields.length === 0
              ? 'any properties'
              : `${counted(fields.length, 'field')}, ${required} required`}
          </span>
        </summary>
        {description && <p class="plan-description">{description}</p>}
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
