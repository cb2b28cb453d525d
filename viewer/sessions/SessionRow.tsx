import { useEffect } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/State.tsx'
import { Cell } from './Cell.tsx'
import { inList } from './choice.ts'
import { columns } from './columns.ts'
import { askFound, foundKey, founds } from './found.ts'
import { keptNow } from './kept.ts'
import { rows, selected } from './list.ts'
import { RowActions } from './RowActions.tsx'
import { reasonOf } from './reason.ts'
import { askWhy, decidingMoment, whyKey, whys } from './why.ts'

interface SessionRowProps {
  session: Session
  /** Of the session in the whole list, from 0. */
  place: number
  /** Else it only says who it is, which takes a fifth of the time. */
  whole: boolean
}

export function SessionRow({ session, place, whole }: SessionRowProps) {
  const asked = whyKey(session.id)
  const sought = foundKey(session.id)
  useEffect(() => {
    if (asked !== null && whole) askWhy(session.id)
    if (sought !== null && whole) askFound(session.id)
  }, [session.id, asked, sought, whole])

  const why = asked === null ? undefined : whys.value.get(asked)
  const moment = why ? decidingMoment(why, session) : null
  const since = moment === null ? null : Math.max(0, moment - session.startedAt)
  const found = sought === null ? null : founds.value.get(sought)
  const t = found?.at === undefined || found.at === null ? since : Math.round(found.at)
  const { person } = session
  const seen = keptNow(session).watched.some(one => one.mine)
  return (
    <li class="session-item" aria-posinset={place + 1} aria-setsize={rows.peek().length}>
      <a
        id={`session-${session.id}`}
        class={seen ? 'session-row seen' : 'session-row'}
        href={inList(`/sessions/${encodeURIComponent(session.id)}`, { t })}
        onFocus={() => {
          selected.value = session.id
        }}
      >
        <span class="session-who">
          {whole && <Avatar id={person.id} label={person.label} known={person.userIds.length > 0} />}
          <span class="cut">
            <b class="cut">
              {person.label}
              {seen && <span class="visually-hidden"> (watched)</span>}
            </b>
            {whole && <small class="cut">{person.userIds[0] ?? 'Not signed in'}</small>}
          </span>
        </span>
        {whole &&
          columns.value.map(({ id }) => (
            <div key={id} class={`session-cell of-${id}`}>
              <Cell column={id} session={session} />
            </div>
          ))}
        {whole && <Reason session={session} />}
      </a>
      {whole && <RowActions session={session} />}
    </li>
  )
}

/** Why it is here: in the queue, found by words, or in the segment. */
function Reason({ session }: { session: Session }) {
  const reason = reasonOf(session.id)
  if (reason === null) return null
  const { icon, before, words } = reason
  if (words === undefined) {
    return (
      <span class="session-why cut">
        <Skeleton width="38%" height={10} />
      </span>
    )
  }
  return (
    <span class="session-why cut">
      <Icon name={icon} small />
      <span class="visually-hidden">{before}</span>
      <span class="session-why-words">{words}</span>
    </span>
  )
}

export function SkeletonRow() {
  return (
    <li class="session-item" aria-hidden="true">
      <div class="session-row">
        <span class="session-who">
          <Skeleton width={32} height={32} />
          <Skeleton width={120} />
        </span>
        {columns.value.map(({ id }) => (
          <div key={id} class={`session-cell of-${id}`}>
            <Skeleton width="60%" />
          </div>
        ))}
      </div>
    </li>
  )
}
