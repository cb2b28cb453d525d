import type { Explanation, SessionDetail } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { clock, dayAndTime } from '../ui/words.ts'

/** The tree of conditions with what decided each; a moment in this session leads there. */
export function Why({ why, session }: { why: Explanation; session: SessionDetail }) {
  return (
    <li>
      <span class={why.holds ? 'why-line holds' : 'why-line'}>
        <Icon name={why.holds ? 'check' : 'cross'} small />
        <span>
          <span class="visually-hidden">{why.holds ? 'Holds: ' : 'Does not hold: '}</span>
          {why.sentence}
          {why.evidence.slice(0, 3).map(one =>
            one.sessionId ? (
              <a
                key={`${one.at} ${one.label}`}
                href={to(`/sessions/${encodeURIComponent(one.sessionId)}`, {
                  t: one.sessionId === session.id ? Math.max(0, one.at - session.startedAt) : null,
                })}
              >
                {one.label} <small>{whenOf(one.at, session)}</small>
              </a>
            ) : (
              <span key={`${one.at} ${one.label}`} class="quiet">
                {one.label} <small>{whenOf(one.at, session)}</small>
              </span>
            ),
          )}
        </span>
      </span>
      {why.parts.length > 0 && (
        <ul class="why">
          {why.parts.map(part => (
            <Why key={part.at} why={part} session={session} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** Where in this session it was, else the day. */
function whenOf(at: number, { startedAt, endedAt }: SessionDetail): string {
  return at >= startedAt && at <= endedAt ? `at ${clock(at - startedAt)}` : dayAndTime(at, Date.now())
}
