import { ownerKey } from '../../plan/judge.ts'
import type { Question } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'

const PAGE = 5_000

/** The ids of the segment's persons, as findings name whose they are. */
export async function ownersOf(
  store: Pick<Store, 'members'>,
  project: string,
  question: Question,
): Promise<Set<string>> {
  const owners = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await store.members(project, question, {
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    })
    for (const { userIds, anonymousIds } of page.items) {
      for (const user of userIds) owners.add(ownerKey({ user }))
      for (const anonymous of anonymousIds) owners.add(ownerKey({ anonymous }))
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return owners
}
