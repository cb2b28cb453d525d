import { useEffect } from 'preact/hooks'
import type { Explanation, SessionDetail } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { loadMemberships, type Membership, memberships } from './memberships.ts'
import { Why } from './Why.tsx'

/** The segments, then and now, each with its why; "then" as it was written down, where it was. */
export function Memberships({ session }: { session: SessionDetail }) {
  useEffect(() => void loadMemberships(session.id), [session.id])
  const { value, problem } = memberships.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="70%" />
  const tags = session.segments
  const gone = tags?.kept ? tags.atVisit.filter(tag => !value.some(one => one.segment === tag.id)) : []
  if (value.length === 0 && gone.length === 0) return <p class="quiet">No segment is saved yet.</p>
  return (
    <>
      <p class="quiet memberships-basis">
        {tags?.kept
          ? 'Then: as it was written down when the visit was recorded.'
          : 'Then: worked out by what the segments mean today; nothing was written down at the time.'}
      </p>
      <ul class="memberships">
        {value.map(one => (
          <li key={one.segment}>
            <One membership={one} session={session} />
          </li>
        ))}
        {gone.map(({ id, name }) => (
          <li key={id} class="memberships-gone">
            <span class="cut">{name}</span>
            <Held holds when="then" />
            <span class="quiet">deleted since</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function One({ membership, session }: { membership: Membership; session: SessionDetail }) {
  const { segment, name, atVisit, now } = membership
  const tags = session.segments
  const then = tags?.kept ? tags.atVisit.some(one => one.id === segment) : atVisit.holds
  return (
    <details>
      <summary>
        <span class="cut">{name}</span>
        <Held holds={then} when="then" />
        <Held holds={now.holds} when="now" />
      </summary>
      <h4>When the session began</h4>
      {then !== atVisit.holds && <p class="quiet">{changedWords(then)}</p>}
      <Reasons why={atVisit} session={session} />
      <h4>Now</h4>
      <Reasons why={now} session={session} />
      <a href={to(`/segments/${encodeURIComponent(segment)}`)}>Open the segment</a>
    </details>
  )
}

/** The segment was changed, or what is known of the person became more. */
function changedWords(then: boolean): string {
  return then
    ? 'It was in it as things were then; by what the segment means and what is known today it would not be:'
    : 'It was not in it as things were then; by what the segment means and what is known today it would be:'
}

function Reasons({ why, session }: { why: Explanation; session: SessionDetail }) {
  return (
    <ul class="why">
      <Why why={why} session={session} />
    </ul>
  )
}

function Held({ holds, when }: { holds: boolean; when: string }) {
  return (
    <span class={holds ? 'chip accent' : 'chip'}>
      <Icon name={holds ? 'check' : 'cross'} small />
      <span class="visually-hidden">{holds ? 'in it ' : 'not in it '}</span>
      {when}
    </span>
  )
}
