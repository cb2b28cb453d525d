import './people.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Person } from '../../contract/api.ts'
import { judgedWords } from '../frame/as-of.ts'
import { OtherTotal } from '../frame/OtherTotal.tsx'
import { bar, go, here, query, to } from '../location.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Empty, Problem, Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime, totalWords } from '../ui/words.ts'
import { busy, hasMore, loadPeople, problem, rows, showMore, sure, total } from './people.ts'

export function PeopleScreen() {
  useEffect(() => {
    document.title = 'People · Segreel'
    return effect(() => {
      query.value
      loadPeople()
    })
  }, [])
  const search = query.value.get('q') ?? ''
  return (
    <section>
      <header class="screen-head">
        <h1>People</h1>
        <p class="quiet" aria-live="polite">
          {total.value !== null && totalWords(total.value, sure.value, 'person', 'people')}
          {(bar.value.segment || bar.value.definition) && ` · judged ${judgedWords.value}`}
          {search === '' && <OtherTotal of="persons" one="person" many="people" />}
        </p>
        <div class="end">
          <LinkButton href={to('/accounts')} look="quietly">
            Accounts
          </LinkButton>
          <input
            class="input people-search"
            type="search"
            placeholder="Name, e-mail, or an exact id"
            aria-label="Find a person by name, e-mail, or an exact id"
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
  const all = rows.value
  if (problem.value && !all) {
    return <Problem title="The people could not be loaded" problem={problem.value} again={loadPeople} />
  }
  if (all && all.length === 0 && !busy.value) return <Nobody search={search} />
  return (
    <div class="card table-card">
      <table class="rows people">
        <thead>
          <tr>
            <th>Person</th>
            <th class="wide">Ids</th>
            <th class="wide">First seen</th>
            <th>Last seen</th>
            <th class="number wide">Sessions</th>
          </tr>
        </thead>
        <tbody>
          {all
            ? all.map(one => <Row key={one.id} person={one} />)
            : Array.from({ length: 10 }, (_, i) => (
                <tr key={i}>
                  <td colSpan={5}>
                    <Skeleton width="50%" height={30} />
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
      {hasMore.value && (
        <p class="people-more">
          <Button disabled={busy.value} onClick={() => void showMore()}>
            {busy.value ? 'Loading …' : 'Show more'}
          </Button>
        </p>
      )}
    </div>
  )
}

function Row({ person }: { person: Person }) {
  const { id, label, userIds, anonymousIds, firstSeen, lastSeen, sessions, traits } = person
  const email = typeof traits.email === 'string' && traits.email !== label ? traits.email : userIds[0]
  return (
    <tr>
      <td>
        <span class="person-cell">
          <Avatar id={id} label={label} known={userIds.length > 0} />
          <span>
            <a class="name" href={to(`/people/${encodeURIComponent(id)}`)}>
              {label}
            </a>
            <small>{email ?? anonymousIds[0] ?? 'Not signed in'}</small>
          </span>
        </span>
      </td>
      <td class="wide">
        <small>
          {[
            userIds.length > 0 && counted(userIds.length, 'user id'),
            anonymousIds.length > 0 && counted(anonymousIds.length, 'device'),
          ]
            .filter(Boolean)
            .join(', ') || 'none that tell who'}
        </small>
      </td>
      <td class="when wide" title={fullTime(firstSeen)}>
        {ago(firstSeen, Date.now())}
      </td>
      <td class="when" title={fullTime(lastSeen)}>
        {ago(lastSeen, Date.now())}
      </td>
      <td class="number wide">{count(sessions)}</td>
    </tr>
  )
}

function Nobody({ search }: { search: string }) {
  const { segment, definition } = bar.value
  const narrowed = Boolean(segment || definition)
  if (search) {
    return (
      <Empty
        icon="search"
        title={`Nobody is called “${search}”`}
        actions={<LinkButton href={here({ q: null })}>All people</LinkButton>}
      >
        Names and e-mail addresses are looked through{narrowed ? ' within the segment' : ''}; a user id or an
        anonymous id must be whole.
      </Empty>
    )
  }
  return (
    <Empty
      icon="people"
      title={narrowed ? 'Nobody is in this segment now' : 'Nobody has come yet'}
      actions={
        narrowed ? (
          <LinkButton href={here({ segment: null, definition: null, asOf: null })}>Everyone</LinkButton>
        ) : (
          <LinkButton href={to('/sessions')}>How to begin</LinkButton>
        )
      }
    >
      {narrowed
        ? 'It is a living question: people who fit will appear here.'
        : 'People appear with their first visit or event.'}
    </Empty>
  )
}
