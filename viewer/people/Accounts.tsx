import { useState } from 'preact/hooks'
import type { Account, PersonDetail } from '../../contract/data.ts'
import { bar, to } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { Notice } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { calls } from './calls.ts'

/** The groups a person was put into; opened, who else is in them. */
export function Accounts({ accounts }: { accounts: PersonDetail['accounts'] }) {
  if (accounts.length === 0) return null
  return (
    <section class="card person-card">
      <h2>{accounts.length === 1 ? 'Account' : 'Accounts'}</h2>
      {accounts.map(one => (
        <One key={one.id} account={one} />
      ))}
    </section>
  )
}

function One({ account }: { account: PersonDetail['accounts'][number] }) {
  const [whole, setWhole] = useState<Account | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const open = async () => {
    try {
      setWhole(await calls.account(account.id, bar.peek().project))
    } catch (cause) {
      setProblem(wordsOf(cause))
    }
  }
  return (
    <details class="account" onToggle={event => event.currentTarget.open && void open()}>
      <summary>
        <b>{account.label}</b> <span class="quiet">{counted(account.total, 'member')}</span>
      </summary>
      <dl class="trait-list">
        {Object.entries(account.traits).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {problem && <Notice bad>{problem}</Notice>}
      {whole && (
        <p class="account-members">
          {whole.members.map(one => (
            <a key={one.id} href={to(`/people/${encodeURIComponent(one.id)}`)}>
              {one.label}
            </a>
          ))}
          {whole.total > whole.members.length && (
            <span class="quiet">and {whole.total - whole.members.length} more</span>
          )}
        </p>
      )}
    </details>
  )
}
