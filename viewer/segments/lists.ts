/** The stored lists of ids, for choosing one in a segment. */
import type { IdList } from '../../contract/segment/list.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls } from './calls.ts'

export const lists = remote<IdList[]>()

export async function loadLists(): Promise<void> {
  await load(lists, async () => (await calls.lists(bar.peek().project)).items)
}
