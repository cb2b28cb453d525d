import { useComputed } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { go } from '../location.ts'
import { inList } from '../sessions/choice.ts'
import { neighbours } from '../sessions/list.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { playsOn } from './display.ts'
import type { Player } from './player.ts'

/** Time to change one's mind before the next session plays, s. */
const COUNTDOWN_S = 5

/** At the end of a session that was played through: the next of the list, by itself unless told to stay. */
export function NextUp({ player }: { player: Player }) {
  const ended = useComputed(() => player.state.value?.ended ?? false)
  const { after } = neighbours(player.id)
  if (!ended.value || !after) return null
  return <Countdown next={after} />
}

function Countdown({ next }: { next: Session }) {
  const [left, setLeft] = useState(COUNTDOWN_S)
  const address = inList(`/sessions/${encodeURIComponent(next.id)}`)
  useEffect(() => {
    if (!playsOn.value) return
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : go(address)), 1000)
    return () => clearTimeout(timer)
  }, [left, playsOn.value, address])
  return (
    <div class="next-up" role="status">
      <span>
        Next: <b>{next.person.label}</b>
        {playsOn.value && ` in ${left} s`}
      </span>
      {playsOn.value && (
        <Button
          onClick={() => {
            playsOn.value = false
          }}
        >
          Stay
        </Button>
      )}
      <LinkButton href={address} look="primary">
        Watch now
      </LinkButton>
    </div>
  )
}
