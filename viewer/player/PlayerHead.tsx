import { HandOverButton } from '../hand-over/HandOverButton.tsx'
import { inList } from '../sessions/choice.ts'
import { neighbours } from '../sessions/list.ts'
import { RowActions } from '../sessions/RowActions.tsx'
import { Country } from '../ui/Country.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/State.tsx'
import { ago, fullTime } from '../ui/words.ts'
import type { Player } from './player.ts'

export function PlayerHead({ player }: { player: Player }) {
  const session = player.session.value.value
  const { before, after } = neighbours(player.id)
  return (
    <header class="player-head">
      <a
        class="button icon-only quietly"
        href={inList('/sessions')}
        aria-label="All sessions"
        title="All sessions"
      >
        <Icon name="back" />
      </a>
      <div class="player-who">
        <h1 class="cut">{session ? session.person.label : <Skeleton width={160} height={18} />}</h1>
        <p class="quiet cut">
          {session ? (
            <>
              <span title={fullTime(session.startedAt)}>{ago(session.startedAt, Date.now())}</span>
              {session.fields.country && <Country code={session.fields.country} />}
              <span>{[session.fields.browser, session.fields.os].filter(Boolean).join(', ')}</span>
            </>
          ) : (
            <Skeleton width={240} />
          )}
        </p>
      </div>
      {session && <RowActions session={session} />}
      <HandOverButton player={player} />
      <nav class="player-neighbours" aria-label="Sessions before and after">
        <Neighbour id={before?.id} label="Newer session" icon="up" />
        <Neighbour id={after?.id} label="Older session" icon="down" />
      </nav>
    </header>
  )
}

function Neighbour({ id, label, icon }: { id: string | undefined; label: string; icon: 'up' | 'down' }) {
  if (!id) {
    return (
      <span class="button icon-only quietly" aria-hidden="true" data-off>
        <Icon name={icon} />
      </span>
    )
  }
  return (
    <a
      class="button icon-only quietly"
      href={inList(`/sessions/${encodeURIComponent(id)}`)}
      aria-label={label}
      title={`${label} (${icon === 'up' ? 'k' : 'j'})`}
    >
      <Icon name={icon} />
    </a>
  )
}
