import './team.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { AuditEntry } from '../../contract/access.ts'
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS } from '../../contract/roles.ts'
import { go, here, query, to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, fullTime } from '../ui/words.ts'
import { entries, loadAudit, loadOlder, moreAfter, older } from './audit.ts'

export function AuditTab() {
  useEffect(
    () =>
      effect(() => {
        query.value
        void loadAudit()
      }),
    [],
  )
  const { value, problem } = entries.value
  const chosen = query.value
  const narrowed = chosen.get('actor') ?? chosen.get('target')
  return (
    <section class="card audit" aria-label="Audit log">
      <div class="audit-head">
        <p class="quiet">
          Who watched, exported, shared, changed and deleted what. It is only ever added to.
        </p>
        <select
          class="input"
          aria-label="Show only"
          value={chosen.get('action') ?? ''}
          onChange={event => go(here({ action: event.currentTarget.value || null }), 'replace')}
        >
          <option value="">Everything</option>
          {AUDIT_ACTION_NAMES.map(one => (
            <option key={one} value={one}>
              Only: {AUDIT_ACTIONS[one]}
            </option>
          ))}
        </select>
        {narrowed && (
          <a class="button" href={here({ actor: null, target: null })}>
            Only {narrowed} ×
          </a>
        )}
      </div>
      {problem && !value && (
        <Problem title="The log is not here" problem={problem} again={() => void loadAudit()} />
      )}
      {!value && !problem && <Waiting />}
      {value && value.items.length === 0 && (
        <Empty icon="search" title="Nothing noted">
          {narrowed || chosen.get('action')
            ? 'Nothing in the log fits what you chose.'
            : 'Nobody has signed in or watched a session yet.'}
        </Empty>
      )}
      {value && value.items.length > 0 && (
        <div class="table-card">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {[...value.items, ...older.value].map((entry, i) => (
                <Row key={`${entry.at} ${i}`} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moreAfter.value !== null && (
        <div class="data-more">
          <Button onClick={() => void loadOlder()}>Older</Button>
        </div>
      )}
    </section>
  )
}

function Row({ entry: { at, actor, action, target } }: { entry: AuditEntry }) {
  return (
    <tr>
      <td class="when" title={fullTime(at)}>
        {ago(at, Date.now())}
      </td>
      <td>
        <a href={here({ actor })}>{actor}</a>
      </td>
      <td>
        {AUDIT_ACTIONS[action]} <Target target={target} />
      </td>
    </tr>
  )
}

function Target({ target }: { target: string }) {
  const [kind, id] = target.split(' ')
  if (kind === 'session' && id) return <a href={to(`/sessions/${encodeURIComponent(id)}`)}>{target}</a>
  if (kind === 'person' && id) return <a href={to(`/people/${encodeURIComponent(id)}`)}>{target}</a>
  return <>{target}</>
}
