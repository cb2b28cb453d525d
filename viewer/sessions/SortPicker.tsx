import { ORDERS, SESSION_SORTS, type SessionSort } from '../../contract/session-sort.ts'
import { go, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { choice } from './choice.ts'

const WORDS: Record<SessionSort, { desc: string; asc: string }> = {
  startedAt: { desc: 'Newest first', asc: 'Oldest first' },
  activeTime: { desc: 'Most active time', asc: 'Least active time' },
  duration: { desc: 'Longest', asc: 'Shortest' },
  pageCount: { desc: 'Most pages', asc: 'Fewest pages' },
  clickCount: { desc: 'Most clicks', asc: 'Fewest clicks' },
  failureCount: { desc: 'Most failures', asc: 'Fewest failures' },
  frustrationScore: { desc: 'Most frustrated', asc: 'Least frustrated' },
}

/** The order of the list, in words; the names of the columns do the same where there is room for them. */
export function SortPicker() {
  const { sort, order, playlist, queue } = choice.value
  const usual = queue !== null ? 'As chosen' : playlist ? 'As in the playlist' : 'Newest first'
  const shown = sort ? WORDS[sort][order] : order === 'asc' ? 'Oldest first' : usual
  return (
    <Popover
      label="Order"
      class="quietly"
      show={
        <>
          <span class="cut">{shown}</span>
          <Icon name="down" small />
        </>
      }
    >
      {close =>
        SESSION_SORTS.flatMap(one =>
          ORDERS.map(way => (
            <button
              key={`${one} ${way}`}
              type="button"
              class="menu-item"
              aria-current={WORDS[one][way] === shown}
              onClick={() => {
                const changes = { sort: one, order: way === 'asc' ? way : null, queue: null }
                go(here(changes), 'replace')
                close()
              }}
            >
              {WORDS[one][way]}
            </button>
          )),
        )
      }
    </Popover>
  )
}
