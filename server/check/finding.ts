/** One thing looked at, and how it was. */
export interface Check {
  layer: 'collection' | 'analysis'
  name: string
  /** What is wrong and what to do; absent: it is right. */
  problem?: string
  /** What was seen, for those who want to know. */
  note?: string
}

export function check(
  layer: Check['layer'],
  name: string,
  problem: string | null | undefined,
  note?: string,
): Check {
  return { layer, name, ...(problem && { problem }), ...(note !== undefined && { note }) }
}
