import type { PersonDetail } from '../../contract/data.ts'
import { to } from '../location.ts'
import { counted } from '../ui/words.ts'

/** The groups a person was put into. */
export function Accounts({ accounts }: { accounts: PersonDetail['accounts'] }) {
  if (accounts.length === 0) return null
  return (
    <section class="card person-card">
      <h2>{accounts.length === 1 ? 'Account' : 'Accounts'}</h2>
      <ul class="account-list">
        {accounts.map(one => (
          <li key={one.id}>
            <a class="name" href={to(`/accounts/${encodeURIComponent(one.id)}`)}>
              {one.label}
            </a>
            <span class="quiet">{counted(one.total, 'member')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
