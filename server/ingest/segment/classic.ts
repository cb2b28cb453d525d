/**
 * What Segment's classic snippet loads, `/analytics.js/v1/KEY/analytics.min.js`: a page that changes only the snippet's
 * host gets the recorder, which carries out the calls the snippet kept and takes its place as `analytics`.
 *
 * The snippet is an array with analytics.js's methods: each call is pushed as `[method, ...arguments, page]`, where
 * `page` (`__t: 'bpc'`) says where the call was made. `_loadOptions` on it tells the recorder that the real
 * analytics.js is on its way, which here it is not.
 */
export function classicScript(writeKey: string): string {
  return `(${load.toString()})(${JSON.stringify(writeKey)});\n`
}

/** Runs in the page, as text: it refers to nothing outside itself. */
function load(writeKey: string): void {
  const here = document.currentScript
  if (!(here instanceof HTMLScriptElement)) return
  const queue: unknown = Reflect.get(window, 'analytics')
  if (Array.isArray(queue)) {
    const withoutPage = (given: unknown): unknown[] => {
      const call: unknown[] = Array.isArray(given) ? given : []
      const last = call.at(-1)
      if (last instanceof Object && Reflect.get(last, '__t') === 'bpc') call.pop()
      return call
    }
    Reflect.deleteProperty(queue, '_loadOptions')
    for (const call of queue) withoutPage(call)
    queue.push = (...calls) => {
      for (const call of calls.map(withoutPage)) {
        const now: unknown = Reflect.get(window, 'analytics')
        // Who kept the snippet's methods before the recorder was there still calls them.
        const method: unknown =
          now !== queue && now instanceof Object ? Reflect.get(now, String(call[0])) : null
        if (typeof method === 'function') method.apply(now, call.slice(1))
        else queue[queue.length] = call
      }
      return queue.length
    }
  }
  const script = document.createElement('script')
  script.async = true
  script.src = new URL('/recorder.js', here.src).href
  script.nonce = here.nonce
  script.dataset.writeKey = writeKey
  here.after(script)
}
