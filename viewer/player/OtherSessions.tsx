import { useEffect } from 'preact/hooks'
import type { SessionDetail } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, duration } from '../ui/words.ts'
import { loadOtherSessions, otherSessions } from './other-sessions.ts'

export function OtherSessions({ session }: { session: SessionDetail }) {
  useEffect(() => void loadOtherSessions(session), [session.id])
  const { value, problem } = otherSessions.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="70%" />
  if (value.length === 0) return <p class="quiet">This is the only one.</p>
  return (
    <ul class="other-sessions">
      {value.map(one => (
        <li key={one.id}>
          <a href={to(`/sessions/${encodeURIComponent(one.id)}`)}>{ago(one.startedAt, Date.now())}</a>
          <span class="quiet cut">
            {duration(one.fields.activeTime ?? one.endedAt - one.startedAt)} active
            {one.fields.exitPath && ` · to ${one.fields.exitPath}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
