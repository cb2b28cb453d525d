/** Why a session stands in the list, in words: in the queue, found by words, or in the segment. */
import type { IconName } from '../ui/Icon.tsx'
import { foundKey, founds, foundWords } from './found.ts'
import { reasons as queueReasons } from './list.ts'
import { reasons, whyKey, whys } from './why.ts'

interface ReasonWords {
  icon: IconName
  before: string
  /** Not known yet. */
  words: string | undefined
}

export function reasonOf(session: string): ReasonWords | null {
  const queued = queueReasons.value.get(session)
  if (queued !== undefined) return { icon: 'queue', before: 'In the queue because: ', words: queued }
  const sought = foundKey(session)
  const found = sought === null ? null : founds.value.get(sought)
  if (found !== null) return { icon: 'search', before: 'Found: ', words: found && foundWords(found) }
  const key = whyKey(session)
  if (key === null) return null
  const why = whys.value.get(key)
  const words = why && reasons(why).map(one => one.sentence)
  return { icon: 'funnel', before: 'In the segment because: ', words: words?.join(' · ') }
}
