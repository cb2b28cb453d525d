import { go, here } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { choice } from './choice.ts'
import { rows } from './list.ts'

/** How many one watches in a sitting. */
const QUEUE = 20

export function QueueButton() {
  const { queue } = choice.value
  return (
    <Button
      icon="queue"
      pressed={queue !== null}
      disabled={queue === null && rows.value.length === 0}
      onClick={() => go(here({ queue: queue === null ? QUEUE : null, sort: null, order: null }))}
    >
      {queue === null ? `Watch ${QUEUE} that differ` : 'Leave the queue'}
    </Button>
  )
}
