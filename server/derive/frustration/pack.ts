import type { Trace } from './find.ts'
import { TAP_FIELDS, type Tap } from './tap.ts'

/**
 * A tab's trace as 32 bit little-endian integers, to be stored beside its session, so that a changed threshold asks
 * a hundred thousand sessions again without their recordings and without their facts:
 *
 *     version, number of taps, steps, wiggles, searches, forms, fields,
 *     taps (TAP_FIELDS each), steps (at, until, path, used, over), wiggles (at, turns),
 *     searches (at, turns, screens), forms (at, element, number of submits, submits..., of refused, refused...),
 *     fields (at, element, form, visits, changes, refused)
 *
 * Times are ms since the tab's first event: 24 days fit.
 */
export const TRACE_VERSION = 5

export function packTrace(trace: Trace): Uint8Array {
  const out: number[] = [TRACE_VERSION]
  out.push(
    trace.taps.length,
    trace.steps.length,
    trace.wiggles.length,
    trace.searches.length,
    trace.forms.length,
    trace.fields.length,
  )
  for (const tap of trace.taps) for (const field of TAP_FIELDS) out.push(tap[field])
  for (const { at, until, path, used, over } of trace.steps) out.push(at, until, path, used, over)
  for (const { at, turns } of trace.wiggles) out.push(at, turns)
  for (const { at, turns, screens } of trace.searches) out.push(at, turns, screens)
  for (const { at, element, submits, refused } of trace.forms)
    out.push(at, element, submits.length, ...submits, refused.length, ...refused)
  for (const { at, element, form, visits, changes, refused } of trace.fields)
    out.push(at, element, form, visits, changes, refused)
  const packed = new DataView(new ArrayBuffer(out.length * 4))
  out.forEach((value, i) => {
    packed.setInt32(i * 4, Math.max(-0x80000000, Math.min(0x7fffffff, Math.round(value))), true)
  })
  return new Uint8Array(packed.buffer)
}

/** Null when the bytes are not a trace of this version; the session then has to be derived again. */
export function unpackTrace(bytes: Uint8Array): Trace | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let i = 0
  const next = (): number => {
    const value = view.getInt32(i, true)
    i += 4
    return value
  }
  if (bytes.length < 28 || next() !== TRACE_VERSION) return null
  const [taps, steps, wiggles, searches, forms, fields] = [next(), next(), next(), next(), next(), next()]
  const numbers = taps * TAP_FIELDS.length + steps * 5 + wiggles * 2 + searches * 3 + forms * 4 + fields * 6
  const least = 28 + 4 * numbers
  if (bytes.length < least) return null
  const times = <T>(n: number, read: () => T): T[] => Array.from({ length: n }, read)
  try {
    return {
      taps: times(taps, () => readTap(next)),
      steps: times(steps, () => ({ at: next(), until: next(), path: next(), used: next(), over: next() })),
      wiggles: times(wiggles, () => ({ at: next(), turns: next() })),
      searches: times(searches, () => ({ at: next(), turns: next(), screens: next() })),
      forms: times(forms, () => ({
        at: next(),
        element: next(),
        submits: times(next(), next),
        refused: times(next(), next),
      })),
      fields: times(fields, () => ({
        at: next(),
        element: next(),
        form: next(),
        visits: next(),
        changes: next(),
        refused: next(),
      })),
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** In the order of TAP_FIELDS; a literal, because one shape of object is what keeps this fast. */
function readTap(next: () => number): Tap {
  return {
    at: next(),
    x: next(),
    y: next(),
    element: next(),
    label: next(),
    node: next(),
    expects: next(),
    button: next(),
    leads: next(),
    travel: next(),
    watched: next(),
    near: next(),
    change: next(),
    any: next(),
    answer: next(),
    navigation: next(),
    opened: next(),
    scroll: next(),
    selection: next(),
    focus: next(),
    value: next(),
    media: next(),
    hidden: next(),
    lost: next(),
    request: next(),
    answered: next(),
    status: next(),
    wrote: next(),
    failure: next(),
    failureKind: next(),
  }
}
