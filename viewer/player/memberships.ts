/** Of every saved segment: whether the session was in it when it was recorded, and is now. */
import type { Explanation, List } from '../../contract/api.ts'
import { path, read } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'

export interface Membership {
  segment: string
  name: string
  atVisit: Explanation
  now: Explanation
}

export const memberships = remote<Membership[]>()

export async function loadMemberships(session: string): Promise<void> {
  const { project } = bar.peek()
  const ask = () => read<List<Membership>>(`/api/sessions/${path(session)}/segments`, { project })
  await load(memberships, async () => (await ask()).items, { keep: false })
}
