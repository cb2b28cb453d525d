import { useState } from 'preact/hooks'
import type { ApiToken } from '../../contract/access.ts'
import { PERMISSION_NAMES, PERMISSIONS, type Permission } from '../../contract/roles.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { ago } from '../ui/words.ts'
import { dropToken, loadTeam, made, makeToken, tokenProblem, tokens } from './team.ts'

const ENDS = [
  { days: 30, label: 'in 30 days' },
  { days: 365, label: 'in a year' },
  { days: null, label: 'never' },
]

export function TokensCard() {
  const { value, problem } = tokens.value
  return (
    <section class="card" aria-label="API tokens">
      <h2>API tokens</h2>
      <p class="quiet">
        For programs: sent as <code>Authorization: Bearer TOKEN</code>. What the API offers is described at{' '}
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          /api/openapi.json
        </a>
        .
      </p>
      {problem && !value && (
        <Problem title="The tokens are not here" problem={problem} again={() => void loadTeam()} />
      )}
      {!value && !problem && <Skeleton width={280} />}
      {value && value.items.length > 0 && (
        <ul class="team-list">
          {value.items.map(one => (
            <Row key={one.id} token={one} />
          ))}
        </ul>
      )}
      <Make />
      {tokenProblem.value && <Notice bad>{tokenProblem.value}</Notice>}
      {made.value && (
        <section class="team-made" aria-label="The token">
          <p>The token “{made.value.name}”. It is shown only now; keep it where secrets are kept.</p>
          <div class="snippet">
            <code>{made.value.token}</code>
            <Button
              icon="copy"
              label="Copy the token"
              onClick={() => void copyText(made.value?.token ?? '', 'Token copied')}
            />
          </div>
        </section>
      )}
    </section>
  )
}

function Row({ token }: { token: ApiToken }) {
  const { id, name, may, createdBy, expiresAt, usedAt } = token
  const now = Date.now()
  return (
    <li>
      <div class="cut">
        <strong class="cut">{name}</strong>
        <div class="quiet">
          {may.join(', ')} · made by {createdBy} ·{' '}
          {usedAt === null ? 'never used' : `used ${ago(usedAt, now)}`}
          {expiresAt !== null &&
            (expiresAt <= now ? ' · over' : ` · until ${new Date(expiresAt).toLocaleDateString('en-GB')}`)}
        </div>
      </div>
      <Button icon="bin" look="danger" label={`End the token ${name}`} onClick={() => void dropToken(id)} />
    </li>
  )
}

function Make() {
  const [name, setName] = useState('')
  const [may, setMay] = useState<Permission[]>(['watch'])
  const [days, setDays] = useState<number | null>(365)
  return (
    <form
      class="team-token"
      onSubmit={event => {
        event.preventDefault()
        void makeToken(name.trim(), may, days).then(done => done && setName(''))
      }}
    >
      <label class="labelled">
        Name
        <input
          class="input"
          maxLength={100}
          value={name}
          placeholder="Nightly export"
          onInput={event => setName(event.currentTarget.value)}
        />
      </label>
      <label class="labelled">
        Ends
        <select
          class="input"
          value={String(days)}
          onChange={event => setDays(ENDS[event.currentTarget.selectedIndex]?.days ?? null)}
        >
          {ENDS.map(one => (
            <option key={one.label} value={String(one.days)}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>It may</legend>
        {PERMISSION_NAMES.map(one => (
          <label key={one}>
            <input
              type="checkbox"
              checked={may.includes(one)}
              onChange={event =>
                setMay(event.currentTarget.checked ? [...may, one] : may.filter(other => other !== one))
              }
            />
            {PERMISSIONS[one]}
          </label>
        ))}
      </fieldset>
      <Button type="submit" icon="plus" disabled={name.trim() === '' || may.length === 0}>
        Make token
      </Button>
    </form>
  )
}
