import { newId } from '../stub/session.ts'
import { attempt } from '../stub/storage.ts'

/**
 * The tab's number sequence, in sessionStorage as `tab.session.next.live.lost`, so that it goes on over page
 * loads. `live` is 1 while a page uses it. A page that finds a live one is a duplicate of a tab still open
 * (browsers copy sessionStorage), or follows a crash: either way it must not number on, and takes a new tab.
 */
const NAME = 'segreel_tab'

export interface Tab {
  id: string
  /** Whether no batch of this tab was made before. */
  fresh: () => boolean
  /** The number of the next batch; counts on. */
  next: () => number
  /** Events that did not arrive, and never will; answers all of them so far. */
  lose: (events: number) => number
  /** Makes the sequence free for the tab's next page. */
  release: () => void
}

let unstored = ''

export function claimTab(sessionId: string): Tab {
  const stored = attempt(() => sessionStorage.getItem(NAME)) ?? unstored
  const [known = '', session, seq, live, gone] = stored.split('.')
  const mine = known && session === sessionId && live === '0'
  const id = mine ? known : newId()
  let count = mine ? Number(seq) : 0
  let lost = mine ? Number(gone) : 0
  const keep = (used: number) => {
    unstored = `${id}.${sessionId}.${count}.${used}.${lost}`
    attempt(() => sessionStorage.setItem(NAME, unstored))
  }
  keep(1)
  return {
    id,
    fresh: () => count === 0,
    next: () => {
      const seq = count++
      keep(1)
      return seq
    },
    lose: events => {
      lost += events
      return lost
    },
    release: () => keep(0),
  }
}
