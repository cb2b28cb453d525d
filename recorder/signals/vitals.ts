import type { Signals } from '../../contract/signals.ts'
import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { observe } from './observe.ts'

// Definitions and numbers are those of the web-vitals library (a test compares the two); the library itself
// weighs more than all other signals together.

type Name = Signals['vital']['name']
/** Up to the first: good; beyond the second: poor. LCP, INP and TTFB in ms. */
const LIMITS: Record<Name, [number, number]> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  TTFB: [800, 1800],
}
/** INP leaves out one interaction of 50; more than the ten longest never count. */
const INTERACTIONS_PER_OUTLIER = 50
const LONGEST_KEPT = 10
/** A session of layout shifts ends after 1 s of rest, or after 5 s. In ms. */
const SHIFT_REST = 1000
const SHIFT_SESSION = 5000

const field = (of: object | undefined, name: string): number => Number((of && Reflect.get(of, name)) || 0)

let restarted = false

/** Largest paint, slowest interaction, layout shifts and first byte, as web-vitals defines them. */
export function captureVitals({ emit, guard }: CaptureContext): () => void {
  // What happened before belongs to the page's load, or to a recording that has ended.
  const since = restarted ? performance.now() : 0
  restarted = true
  const told = new Map<Name, number>()
  const tell = (name: Name, exact: number) => {
    const value = Math.round(exact * 1e4) / 1e4
    if (told.get(name) === value) return
    told.set(name, value)
    const [good, poor] = LIMITS[name]
    emit('vital', {
      name,
      value,
      rating: value > poor ? 'poor' : value > good ? 'needs-improvement' : 'good',
    })
  }

  const [load] = performance.getEntriesByType('navigation')
  const activation = field(load, 'activationStart')
  let hiddenAt = document.hidden ? 0 : Number.POSITIVE_INFINITY
  for (const { name, startTime } of performance.getEntriesByType('visibility-state').reverse()) {
    if (name === 'hidden' && startTime >= activation) hiddenAt = startTime
  }

  let largest: number | undefined
  const paints = observe(
    'largest-contentful-paint',
    ({ startTime }) => {
      if (startTime >= since && startTime < hiddenAt) largest = Math.max(startTime - activation, 0)
    },
    { buffered: true },
  )
  const tellLargest = () => {
    paints.flush()
    paints.stop()
    if (largest !== undefined) tell('LCP', largest)
    largest = undefined
  }

  let worst = 0
  let session = { from: 0, last: 0, sum: 0 }
  const shifts = observe(
    'layout-shift',
    entry => {
      const at = entry.startTime
      if (at < since || field(entry, 'hadRecentInput')) return
      if (at - session.last >= SHIFT_REST || at - session.from >= SHIFT_SESSION)
        session = { from: at, last: at, sum: 0 }
      session.last = at
      session.sum += field(entry, 'value')
      worst = Math.max(worst, session.sum)
    },
    { buffered: true },
  )

  const longest: { id: number; duration: number }[] = []
  const before = since && field(performance, 'interactionCount')
  const addInteraction = (entry: PerformanceEntry) => {
    const id = field(entry, 'interactionId')
    if (!id || entry.startTime < since) return
    const known = longest.find(one => one.id === id)
    if (known) known.duration = Math.max(known.duration, entry.duration)
    else longest.push({ id, duration: entry.duration })
    longest.sort((a, b) => b.duration - a.duration)
    longest.splice(LONGEST_KEPT)
  }
  const events = observe('event', addInteraction, { buffered: true, durationThreshold: 40 })
  const first = observe('first-input', addInteraction, { buffered: true })

  if (!since && field(load, 'responseStart'))
    tell('TTFB', Math.max(field(load, 'responseStart') - activation, 0))
  const tellAll = () => {
    for (const one of [shifts, events, first]) one.flush()
    tellLargest()
    if (performance.getEntriesByName('first-contentful-paint').length > 0) tell('CLS', worst)
    const outliers = Math.floor((field(performance, 'interactionCount') - before) / INTERACTIONS_PER_OUTLIER)
    const slowest = longest[Math.min(outliers, longest.length - 1)]
    if (slowest) tell('INP', slowest.duration)
  }
  const stopInput = listen(
    window,
    'keydown click',
    guard(({ isTrusted }) => {
      if (isTrusted) tellLargest()
    }),
  )
  const stopHidden = listen(
    document,
    'visibilitychange',
    guard(({ timeStamp }) => {
      if (!document.hidden) return
      tellAll()
      hiddenAt = Math.min(hiddenAt, timeStamp)
    }),
  )
  return () => {
    for (const one of [paints, shifts, events, first]) one.stop()
    stopInput()
    stopHidden()
  }
}
