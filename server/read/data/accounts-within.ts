import type { ResolvedCondition, ResolvedSegment } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'
import { type Asked, type AskedStore, askedQuestion } from '../question.ts'

/** How many the store is asked for at once. */
const PAGE = 1_000

/**
 * Ids of the accounts in a segment of accounts, or of whose users any is in a segment of persons or had a session in
 * one of sessions; null: of everyone.
 */
export async function accountsWithin(
  store: AskedStore & Pick<Store, 'accounts'>,
  project: string,
  asked: Asked,
  now: number,
): Promise<Set<string> | null> {
  const found = await askedQuestion(store, project, asked, now)
  if (!found) return null
  const { segment, asOf, zone } = found.question
  const of = {
    where: ofAccounts(segment),
    // An account has no session at whose start it could be judged.
    time: asOf.kind === 'at' ? asOf.time : now,
    ...(zone !== undefined && { zone }),
  }
  const ids = new Set<string>()
  let cursor: string | null = null
  do {
    const page = await store.accounts(project, of, { limit: PAGE, ...(cursor !== null && { cursor }) })
    for (const { id } of page.items) ids.add(id)
    cursor = page.next
  } while (cursor !== null)
  return ids
}

function ofAccounts({ subject, where }: ResolvedSegment): ResolvedCondition {
  switch (subject) {
    case 'account':
      return where
    case 'person':
      return { kind: 'users', who: 'any', where }
    case 'session': {
      const once = { op: 'at-least', n: 1 } as const
      const had: ResolvedCondition = { kind: 'session', where, count: once, window: { kind: 'ever' } }
      return { kind: 'users', who: 'any', where: had }
    }
  }
}
