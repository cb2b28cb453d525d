/** What tied ids together, and what was refused, of the people seen last. */
import type { MergeOfPerson } from '../../contract/data.ts'
import { barQuery } from '../frame/dates.ts'
import { query } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls } from './calls.ts'

export const merges = remote<{ items: MergeOfPerson[]; total: number; merged: number; refused: number }>()

export async function loadMerges(): Promise<void> {
  const outcome = query.peek().get('outcome') ?? undefined
  const asked = { ...barQuery(Date.now()), ...(outcome && { outcome }) }
  await load(merges, async () => {
    const { total = 0, ...found } = await calls.merges(asked)
    return { ...found, total }
  })
}
