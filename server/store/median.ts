/** The lower one of the two in the middle; null of none. Sorts in place. */
export function median(values: number[]): number | null {
  values.sort((a, b) => a - b)
  return values[(values.length - 1) >> 1] ?? null
}
