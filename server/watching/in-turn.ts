/** Changes of one document read it first: they take turns, so that none undoes another. */
const last = new Map<string, Promise<unknown>>()

export function inTurn<T>(key: string, change: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(change, change)
  last.set(key, mine)
  const done = () => {
    if (last.get(key) === mine) last.delete(key)
  }
  mine.then(done, done)
  return mine
}
