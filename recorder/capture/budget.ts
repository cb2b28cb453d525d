const MINUTE_MS = 60_000

/** Counts the main thread's ms; `onSpent` hears, once, that a minute has cost more than the limit. */
export function createBudget(limitMs: number, onSpent: (ms: number) => void): (ms: number) => void {
  let since = performance.now()
  let spent = 0
  let over = false
  return ms => {
    const now = performance.now()
    if (now - since > MINUTE_MS) {
      since = now
      spent = 0
    }
    spent += ms
    if (over || spent <= limitMs) return
    over = true
    onSpent(Math.round(spent))
  }
}
