/**
 * Watches calls of a function of the page. The page sees the same `this`, arguments, results and throws.
 * `before` may answer a function that takes the result and gives back what the page gets. Whoever wrapped
 * the function after us keeps a wrapper that does nothing any more once we stop.
 */
export function patch<A extends unknown[], R>(
  owner: object,
  name: string,
  original: (...args: A) => R,
  before: (args: A, self: unknown) => ((result: R) => R) | undefined,
): () => void {
  const own = Object.hasOwn(owner, name)
  let stopped = false
  let inside = false
  const watch: typeof before = (args, self) => {
    // A page whose code runs while we look (a proxy that logs) must not be watched for ever.
    if (stopped || inside) return undefined
    inside = true
    try {
      return before(args, self)
    } finally {
      inside = false
    }
  }
  const wrapper = function (this: unknown, ...args: A): R {
    const after = watch(args, this)
    const result = Reflect.apply(original, this, args)
    return after ? after(result) : result
  }
  // Absent, frozen or read-only: then it is not watched.
  if (typeof original !== 'function' || !Reflect.set(owner, name, wrapper)) return () => {}
  return () => {
    stopped = true
    if (Reflect.get(owner, name) !== wrapper) return
    if (own) Reflect.set(owner, name, original)
    else Reflect.deleteProperty(owner, name)
  }
}
