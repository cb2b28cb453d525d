import { useState } from 'preact/hooks'
import type { Member } from '../../contract/access.ts'
import { mayOf, PERMISSIONS, ROLE_NAMES, ROLES, type Role } from '../../contract/roles.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { ago } from '../ui/words.ts'
import { changeRole, invite, invited, loadTeam, memberProblem, members, removeMember, renew } from './team.ts'

export function MembersCard() {
  const { value, problem } = members.value
  return (
    <section class="card" aria-label="Members">
      <h2>Members</h2>
      <p class="quiet">
        People who sign in with their e-mail address. The admin token of the server stays an owner beside
        them.
      </p>
      {problem && !value && (
        <Problem title="The members are not here" problem={problem} again={() => void loadTeam()} />
      )}
      {!value && !problem && <Skeleton width={280} />}
      {value && value.items.length > 0 && (
        <ul class="team-list">
          {value.items.map(one => (
            <Row key={one.id} member={one} />
          ))}
        </ul>
      )}
      <Invite />
      {memberProblem.value && <Notice bad>{memberProblem.value}</Notice>}
      {invited.value && (
        <section class="team-made" aria-label="The link">
          <p>
            Send this link to {invited.value.email}. It is shown only now, works once, and ends in 14 days.
          </p>
          <div class="snippet">
            <code>{invited.value.url}</code>
            <Button
              icon="copy"
              label="Copy the link"
              onClick={() => void copyText(invited.value?.url ?? '', 'Invitation copied')}
            />
          </div>
        </section>
      )}
    </section>
  )
}

function Row({ member }: { member: Member }) {
  const { id, email, name, role, seenAt } = member
  return (
    <li>
      <div class="cut">
        <strong class="cut">{name || email}</strong>
        <div class="quiet cut">
          {name && `${email} · `}
          {member.invited ? 'invited' : seenAt === null ? 'not seen yet' : `seen ${ago(seenAt, Date.now())}`}
        </div>
      </div>
      <RolePicker role={role} label={`Role of ${email}`} onChange={one => void changeRole(id, one)} />
      <Button
        icon="link"
        look="quietly"
        label={`New password link for ${email}`}
        onClick={() => void renew(id)}
      />
      <Button icon="bin" look="danger" label={`Remove ${email}`} onClick={() => void removeMember(id)} />
    </li>
  )
}

function Invite() {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('analyst')
  return (
    <form
      class="team-add"
      onSubmit={event => {
        event.preventDefault()
        void invite(email.trim(), role).then(done => done && setEmail(''))
      }}
    >
      <label class="labelled">
        Invite by e-mail
        <input
          class="input"
          type="email"
          required
          value={email}
          placeholder="ada@example.com"
          onInput={event => setEmail(event.currentTarget.value)}
        />
      </label>
      <RolePicker role={role} label="Role" onChange={setRole} />
      <Button type="submit" icon="plus" look="primary" disabled={!email.includes('@')}>
        Invite
      </Button>
      <p class="quiet">{meaningOf(role)}</p>
    </form>
  )
}

function RolePicker({
  role,
  label,
  onChange,
}: {
  role: Role
  label: string
  onChange: (role: Role) => void
}) {
  return (
    <select
      class="input"
      aria-label={label}
      value={role}
      onChange={event => {
        const chosen = ROLE_NAMES.find(one => one === event.currentTarget.value)
        if (chosen) onChange(chosen)
      }}
    >
      {ROLE_NAMES.map(one => (
        <option key={one} value={one}>
          {ROLES[one].label}
        </option>
      ))}
    </select>
  )
}

function meaningOf(role: Role): string {
  const may = mayOf(role)
  if (may.length === 0) return 'Opens links made for members, and nothing else.'
  if (may.length === Object.keys(PERMISSIONS).length) return 'May do everything.'
  return `${may.map(one => PERMISSIONS[one]).join('. ')}.`
}
