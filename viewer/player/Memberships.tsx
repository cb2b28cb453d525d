import { useEffect } from 'preact/hooks'
import type { Explanation, SessionDetail } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { loadMemberships, memberships } from './memberships.ts'
import { Why } from './Why.tsx'

/** The segments, then and now, each with its why. */
export function Memberships({ session }: { session: SessionDetail }) {
  useEffect(() => void loadMemberships(session.id), [session.id])
  const { value, problem } = memberships.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="70%" />
  if (value.length === 0) return <p class="quiet">No segment is saved yet.</p>
  return (
    <ul class="memberships">
      {value.map(({ segment, name, atVisit, now }) => (
        <li key={segment}>
          <details>
            <summary>
              <span class="cut">{name}</span>
              <Held why={atVisit} when="then" />
              <Held why={now} when="now" />
            </summary>
            <h4>When the session began</h4>
            <ul class="why">
              <Why why={atVisit} session={session} />
            </ul>
            <h4>Now</h4>
            <ul class="why">
              <Why why={now} session={session} />
            </ul>
            <a href={to(`/segments/${encodeURIComponent(segment)}`)}>Open the segment</a>
          </details>
        </li>
      ))}
    </ul>
  )
}

function Held({ why, when }: { why: Explanation; when: string }) {
  return (
    <span class={why.holds ? 'chip accent' : 'chip'}>
      <Icon name={why.holds ? 'check' : 'cross'} small />
      <span class="visually-hidden">{why.holds ? 'in it ' : 'not in it '}</span>
      {when}
    </span>
  )
}
