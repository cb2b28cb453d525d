/** What the session list can be sorted by. A session that does not tell the value counts as below all that do. */
export const SESSION_SORTS = [
  'startedAt',
  'duration',
  'activeTime',
  'pageCount',
  'clickCount',
  'failureCount',
  'frustrationScore',
] as const
export type SessionSort = (typeof SESSION_SORTS)[number]

export const ORDERS = ['desc', 'asc'] as const
export type Order = (typeof ORDERS)[number]

/** Stands for a value that is not told; none of the values is negative. */
export const UNTOLD = -1
