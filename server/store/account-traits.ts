import type { JsonObject } from '../../contract/event.ts'
import { byTime } from '../../contract/event.ts'
import { traitsAsOf } from '../segment/traits.ts'

/** What a group call said of the account it names. */
export interface GroupCall {
  account: string
  at: number
  messageId: string
  traits: JsonObject
}

/** Of each account what its calls, in any order, come to. */
export function accountTraits(calls: Iterable<GroupCall>): Map<string, JsonObject> {
  const byAccount = new Map<string, GroupCall[]>()
  for (const call of calls) {
    const known = byAccount.get(call.account)
    if (known) known.push(call)
    else byAccount.set(call.account, [call])
  }
  return new Map(
    [...byAccount].map(([account, all]) => [
      account,
      traitsAsOf({ traits: all.sort(byTime) }, Number.POSITIVE_INFINITY),
    ]),
  )
}
