import './people.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { asOfChoice, judgedWords } from '../frame/as-of.ts'
import { bar, go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { accounts, loadAccounts } from './accounts.ts'

export function AccountsScreen() {
  useEffect(() => {
    document.title = 'Accounts · People · Segreel'
    return effect(() => {
      query.value
      void loadAccounts()
    })
  }, [])
  const search = query.value.get('q') ?? ''
  const { value } = accounts.value
  // An account has no session at whose start it could be judged.
  const judged = asOfChoice.value === 'session' ? 'now' : judgedWords.value
  return (
    <section>
      <header class="screen-head">
        <LinkButton href={to('/people')} icon="back" look="quietly">
          People
        </LinkButton>
        <h1>Accounts</h1>
        <p class="quiet" aria-live="polite">
          {value && counted(value.total, 'account')}
          {(bar.value.segment || bar.value.definition) && ` · judged ${judged}`}
        </p>
        <div class="end">
          <input
            class="input people-search"
            type="search"
            placeholder="Name or id"
            aria-label="Find an account by name or id"
            value={search}
            onInput={event => go(here({ q: event.currentTarget.value }), 'replace')}
          />
        </div>
      </header>
      <Rows search={search} />
    </section>
  )
}

function Rows({ search }: { search: string }) {
  const { value, problem } = accounts.value
  if (problem && !value) {
    return (
      <Problem title="The accounts could not be loaded" problem={problem} again={() => void loadAccounts()} />
    )
  }
  if (!value) return <Waiting />
  if (value.items.length === 0) return <None search={search} />
  return (
    <div class="card table-card">
      <table class="rows people">
        <thead>
          <tr>
            <th>Account</th>
            <th class="number">Members</th>
            <th>Last named</th>
          </tr>
        </thead>
        <tbody>
          {value.items.map(one => (
            <tr key={one.id}>
              <td>
                <a class="name" href={to(`/accounts/${encodeURIComponent(one.id)}`)}>
                  {one.label}
                </a>
                {one.label !== one.id && <small>{one.id}</small>}
              </td>
              <td class="number">{count(one.total)}</td>
              <td class="when" title={fullTime(one.lastSeen)}>
                {ago(one.lastSeen, Date.now())}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.total > value.items.length && (
        <p class="people-more quiet">The {count(value.items.length)} named last; find others by name.</p>
      )}
    </div>
  )
}

function None({ search }: { search: string }) {
  if (search) {
    return (
      <Empty
        icon="search"
        title={`No account is called “${search}”`}
        actions={<LinkButton href={here({ q: null })}>All accounts</LinkButton>}
      >
        Any part of a name or an id will do.
      </Empty>
    )
  }
  if (bar.value.segment || bar.value.definition) {
    return (
      <Empty
        icon="people"
        title="No account is in this segment"
        actions={
          <LinkButton href={here({ segment: null, definition: null, asOf: null })}>All accounts</LinkButton>
        }
      >
        Of a segment of people or sessions, accounts are listed of whose users any is in it.
      </Empty>
    )
  }
  return (
    <Empty
      icon="people"
      title="No account yet"
      actions={<LinkButton href={to('/people')}>People</LinkButton>}
    >
      Accounts come from group calls: analytics.group('acme', {'{'} name: 'Acme' {'}'}) puts the person who is
      signed in into the account acme.
    </Empty>
  )
}
