import './people.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account } from '../../contract/data.ts'
import { bar, to } from '../location.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { account, loadAccount } from './accounts.ts'

export function AccountScreen({ id }: { id: string }) {
  useEffect(
    () =>
      effect(() => {
        bar.value
        void loadAccount(id)
      }),
    [id],
  )
  const { value, problem } = account.value
  useEffect(() => {
    document.title = `${value?.label ?? 'Account'} · Accounts · Segreel`
  }, [value?.label])
  if (problem && !value) {
    return (
      <Problem title="This account cannot be shown" problem={problem} again={() => void loadAccount(id)} />
    )
  }
  if (!value) return <Waiting />
  return (
    <section class="person-screen">
      <header class="screen-head">
        <LinkButton href={to('/accounts')} icon="back" look="quietly">
          Accounts
        </LinkButton>
        <h1 class="cut">{value.label}</h1>
        <p class="quiet">
          {counted(value.total, 'member')}, last named{' '}
          <span title={fullTime(value.lastSeen)}>{ago(value.lastSeen, Date.now())}</span>
        </p>
      </header>
      <div class="person-columns">
        <div class="person-side">
          <Traits account={value} />
        </div>
        <div class="person-side">
          <Members account={value} />
        </div>
      </div>
    </section>
  )
}

function Traits({ account: { id, traits } }: { account: Account }) {
  return (
    <section class="card person-card">
      <h2>Traits</h2>
      <dl class="trait-list">
        <div>
          <dt>Id</dt>
          <dd>{id}</dd>
        </div>
        {Object.entries(traits).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Members({ account: { members, total } }: { account: Account }) {
  return (
    <section class="card person-card">
      <h2>Members</h2>
      {members.length === 0 && <p class="quiet">No group call with this account names a person.</p>}
      <ul class="account-list">
        {members.map(({ id, label, userIds }) => (
          <li key={id}>
            <span class="person-cell">
              <Avatar id={id} label={label} known={userIds.length > 0} />
              <a class="name" href={to(`/people/${encodeURIComponent(id)}`)}>
                {label}
              </a>
            </span>
            <span class="quiet cut">{userIds[0]}</span>
          </li>
        ))}
      </ul>
      {total > members.length && (
        <p class="quiet">And {count(total - members.length)} more, who named it before.</p>
      )}
    </section>
  )
}
