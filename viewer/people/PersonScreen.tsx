import './people.css'
import { effect } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { PersonDetail } from '../../contract/data.ts'
import { may } from '../frame/account.ts'
import { bar, to } from '../location.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Icon } from '../ui/Icon.tsx'
import { Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, bytes, counted, duration, fullTime } from '../ui/words.ts'
import { Accounts } from './Accounts.tsx'
import { mergeWords } from './merge-words.ts'
import { loadPerson, person, sessions, unread } from './person.ts'
import { Timeline } from './Timeline.tsx'

export function PersonScreen({ id }: { id: string }) {
  useEffect(
    () =>
      effect(() => {
        bar.value
        void loadPerson(id)
      }),
    [id],
  )
  const { value, problem } = person.value
  useEffect(() => {
    document.title = `${value?.label ?? 'Person'} · People · Segreel`
  }, [value?.label])
  if (problem && !value) {
    return <Problem title="This person cannot be shown" problem={problem} again={() => void loadPerson(id)} />
  }
  if (!value) return <Waiting />
  return (
    <section class="person-screen">
      <header class="screen-head">
        <LinkButton href={to('/people')} icon="back" look="quietly">
          People
        </LinkButton>
        <Avatar id={value.id} label={value.label} known={value.userIds.length > 0} />
        <h1 class="cut">{value.label}</h1>
        <p class="quiet">
          {counted(value.sessions, 'session')}, last seen {ago(value.lastSeen, Date.now())}
        </p>
        {may.value.includes('delete') && (
          <LinkButton
            href={to('/settings/deletion', { what: 'person', id: value.id })}
            icon="bin"
            look="quietly"
          >
            Delete
          </LinkButton>
        )}
      </header>
      <div class="person-columns">
        <div class="person-side">
          <Traits person={value} />
          <Ids person={value} />
          <Accounts accounts={value.accounts} />
        </div>
        <div class="person-side">
          <Sessions />
          <Timeline />
        </div>
      </div>
    </section>
  )
}

function Traits({ person: { traits, userIds, firstSeen, frustrationScore } }: { person: PersonDetail }) {
  const all = Object.entries(traits)
  return (
    <section class="card person-card">
      <h2>Traits</h2>
      {all.length === 0 && (
        <p class="quiet">
          {userIds.length === 0
            ? 'No trait is known: nobody identified this person yet.'
            : 'No trait is known: this person was identified without any.'}
        </p>
      )}
      <dl class="trait-list">
        {all.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        <div>
          <dt>First seen</dt>
          <dd title={fullTime(firstSeen)}>{ago(firstSeen, Date.now())}</dd>
        </div>
        {frustrationScore !== undefined && (
          <div>
            <dt>Frustration</dt>
            <dd title="The mean of the last ten sessions">{frustrationScore} of 100</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Ids({ person: { userIds, anonymousIds, merges } }: { person: PersonDetail }) {
  const refused = merges.filter(one => one.outcome === 'refused').length
  const ids = [
    ...userIds.map(id => ({ id, kind: 'user id' })),
    ...anonymousIds.map(id => ({ id, kind: 'device' })),
  ]
  return (
    <section class="card person-card">
      <h2>One person, {counted(ids.length, 'id')}</h2>
      <ul class="id-list">
        {ids.map(({ id, kind }) => (
          <li key={`${kind} ${id}`}>
            <span class={kind === 'user id' ? 'chip accent' : 'chip'}>{kind}</span>
            <button
              type="button"
              class="id-copy cut"
              title="Copy"
              onClick={() => void copyText(id, 'Id copied')}
            >
              {id}
            </button>
          </li>
        ))}
      </ul>
      {merges.length > 0 && (
        <details class="merges" open={refused > 0}>
          <summary>
            What tied them together{refused > 0 && <span class="chip warn">{refused} refused</span>}
          </summary>
          <ol>
            {merges.map(one => (
              <li key={`${one.messageId} ${one.anonymousId} ${one.userId} ${one.by}`} class={one.outcome}>
                <Icon name={one.outcome === 'merged' ? 'check' : 'cross'} small />
                <span>
                  <span class="visually-hidden">{one.outcome === 'merged' ? 'Merged: ' : 'Refused: '}</span>
                  {mergeWords(one)}
                  <small title={fullTime(one.at)}>
                    {ago(one.at, Date.now())}, message {one.messageId}
                  </small>
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

const SHOWN = 8

function Sessions() {
  const { value, problem } = sessions.value
  const visits = value ?? []
  const [all, setAll] = useState(false)
  return (
    <section class="card person-card">
      <h2>Sessions</h2>
      {problem && <p class="quiet">{problem}</p>}
      {value && visits.length === 0 && <p class="quiet">No visit of this person was recorded.</p>}
      <ul class="visit-list">
        {visits.slice(0, all ? visits.length : SHOWN).map(one => (
          <li key={one.id}>
            <a href={to(`/sessions/${encodeURIComponent(one.id)}`, { segment: null, definition: null })}>
              <Icon name="video" small />
              <span title={fullTime(one.startedAt)}>{ago(one.startedAt, Date.now())}</span>
            </a>
            <span class="quiet cut">
              {duration(one.fields.activeTime ?? one.endedAt - one.startedAt)}
              {one.fields.entryPath && `, from ${one.fields.entryPath}`}
            </span>
            {(one.fields.failureCount ?? 0) > 0 && (
              <span class="chip bad">{counted(one.fields.failureCount ?? 0, 'failure')}</span>
            )}
          </li>
        ))}
      </ul>
      {!all && visits.length > SHOWN && (
        <Button onClick={() => setAll(true)}>Show {visits.length - SHOWN} more</Button>
      )}
      <Unread />
    </section>
  )
}

function Unread() {
  const { total = 0, bytes: size = 0 } = unread.value.value ?? {}
  if (total === 0) return null
  return (
    <p class="quiet">
      And {counted(total, 'recording')} ({bytes(size)}) of which nothing can be read; deleting the person
      deletes {total === 1 ? 'it' : 'them'}, too.
    </p>
  )
}
