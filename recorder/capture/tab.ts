import { newId } from '../stub/session.ts'
import { attempt } from '../stub/storage.ts'

/**
 * The tab's number sequence, in sessionStorage as `tab.session.next.live`, so that it goes on over page loads.
 * `live` is 1 while a page uses it. A page that finds a live one is a duplicate of a tab still open (browsers
 * copy sessionStorage), or follows a crash: either way it must not number on, and takes a new tab.
 */
const NAME = 'segreel_tab'

export interface Tab {
  id: string
  /** Whether no batch of this tab was made before. */
  fresh: () => boolean
  /** The number of the next batch; counts on. */
  next: () => number
  /** Makes the sequence free for the tab's next page. */
  release: () => void
}

let unstored = ''

export function claimTab(sessionId: string): Tab {
  const stored = attempt(() => sessionStorage.getItem(NAME)) ?? unstored
  const [known = '', session, seq, live] = stored.split('.')
  const mine = known && session === sessionId && live === '0'
  const id = mine ? known : newId()
  let count = mine ? Number(seq) : 0
  const keep = (used: number) => {
    unstored = `${id}.${sessionId}.${count}.${used}`
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
    release: () => keep(0),
  }
}
