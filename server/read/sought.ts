import type { ResolvedCondition } from '../segment/question.ts'
import type { Store } from '../store/port.ts'

/** Event names known at most; and how many that contain the words are asked for. */
const NAMES = 1000
const MOST_NAMES = 20

const ONCE = { op: 'at-least', n: 1 } as const

/** Sessions in which the words were to be read, or are part of an event's name, an address, or a failure. */
export async function soughtIn(
  store: Pick<Store, 'suggest'>,
  project: string,
  words: string,
): Promise<ResolvedCondition> {
  const contains = { op: 'contains', text: words } as const
  const failed = (which: 'message' | 'address'): ResolvedCondition => {
    const place = { message: null, address: null, status: null, [which]: contains }
    return { kind: 'failure', of: [], ...place, count: ONCE }
  }
  const known = await store.suggest(project, { of: 'event', prefix: '', limit: NAMES })
  const named = known.flatMap(({ value }): ResolvedCondition[] => {
    if (typeof value !== 'string' || !value.toLowerCase().includes(words.toLowerCase())) return []
    return [{ kind: 'event', event: value, where: [], count: ONCE, window: { kind: 'session' } }]
  })
  return {
    kind: 'or',
    of: [
      { kind: 'text', contains: words },
      { kind: 'page', path: contains, count: ONCE },
      failed('message'),
      failed('address'),
      ...named.slice(0, MOST_NAMES),
    ],
  }
}
