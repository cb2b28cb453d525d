export interface Observation {
  /** Handles what the browser has not handed out yet. */
  flush: () => void
  stop: () => void
}

/** Calls back for every performance entry of a type, where the browser knows the type. */
export function observe(
  type: string,
  handle: (entry: PerformanceEntry) => void,
  options?: PerformanceObserverInit & { durationThreshold?: number },
): Observation {
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes(type))
    return { flush: () => {}, stop: () => {} }
  const observer = new PerformanceObserver(list => list.getEntries().forEach(handle))
  observer.observe({ type, ...options })
  return { flush: () => observer.takeRecords().forEach(handle), stop: () => observer.disconnect() }
}
