/**
 * On which side a session counts; null: on none. A session of both segments counts for the question. Everyone is
 * compared as everyone who is not of the other segment: nobody is compared with themselves.
 */
export function sideOf(asked: { question: boolean; inside: boolean; other: boolean }): 0 | 1 | null {
  if (!asked.question) return asked.other ? 1 : 0
  if (asked.inside) return 0
  return asked.other ? 1 : null
}
