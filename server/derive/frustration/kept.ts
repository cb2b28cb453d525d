import type { TabFacts } from '../../../contract/facts.ts'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { type Finding, find, type Trace } from './find.ts'
import { packTrace, unpackTrace } from './pack.ts'
import { traceOf } from './trace.ts'
import { whole } from './whole.ts'

/**
 * What is kept of a tab, so that changed rules can ask it again without its recording and without its facts:
 *
 *     from (epoch ms, float 64), bytes of the trace (uint 32), number of things (uint 32), all little-endian,
 *     the trace (pack.ts),
 *     the place of each tap, step, wiggle, form, field and search in turn (uint 32 each, an index into the places),
 *     the places: JSON of [page pattern, fingerprint, name][]
 *
 * Only a tab in which something is found pays for reading its places.
 */
const HEAD_BYTES = 16

type Place = [page: string, element: string, name: string]

export function keepTab(given: TabFacts): Uint8Array {
  const facts = whole(given)
  const places: Place[] = []
  const known = new Map<string, number>()
  const placed = (page: number, element = '', name = ''): number => {
    const place: Place = [facts.pages[page]?.pattern ?? '', element, name]
    const id = JSON.stringify(place)
    const at = known.get(id) ?? places.push(place) - 1
    known.set(id, at)
    return at
  }
  const indices = [
    ...facts.clicks.map(({ page, target }) => placed(page, target?.fingerprint, target?.name)),
    ...facts.pages.map((_, i) => placed(i)),
    ...facts.wiggles.map(({ page }) => placed(page)),
    ...facts.forms.map(({ page, fingerprint, name }) => placed(page, fingerprint, name)),
    ...facts.fields.map(({ page, target }) => placed(page, target.fingerprint, target.name)),
    ...facts.searches.map(({ page }) => placed(page)),
  ]
  const trace = packTrace(traceOf(facts))
  const text = new TextEncoder().encode(JSON.stringify(places))
  const kept = new Uint8Array(HEAD_BYTES + trace.byteLength + indices.length * 4 + text.byteLength)
  const view = new DataView(kept.buffer)
  view.setFloat64(0, facts.from, true)
  view.setUint32(8, trace.byteLength, true)
  view.setUint32(12, indices.length, true)
  kept.set(trace, HEAD_BYTES)
  const begin = HEAD_BYTES + trace.byteLength
  indices.forEach((index, i) => {
    view.setUint32(begin + i * 4, index, true)
  })
  kept.set(text, begin + indices.length * 4)
  return kept
}

/** What went wrong in a kept tab; null when the bytes are of another version and the facts must be asked. */
export function askKept(kept: Uint8Array, rules: FrustrationRules): Grievance[] | null {
  const view = new DataView(kept.buffer, kept.byteOffset, kept.byteLength)
  if (kept.byteLength < HEAD_BYTES) return null
  const from = view.getFloat64(0, true)
  const begin = HEAD_BYTES + view.getUint32(8, true)
  const end = begin + view.getUint32(12, true) * 4
  const trace = unpackTrace(kept.subarray(HEAD_BYTES, begin))
  if (!trace) return null
  const found = find(trace, rules)
  if (found.length === 0) return []
  const places: Place[] = JSON.parse(new TextDecoder().decode(kept.subarray(end)))
  return found.map(finding => {
    const [page, element, name] = places[view.getUint32(begin + thingOf(trace, finding) * 4, true)] ?? NOWHERE
    const more = moreOf(trace, finding)
    return {
      kind: finding.kind,
      at: Math.round(from + finding.at),
      page,
      element,
      name,
      ...(more && { more }),
    }
  })
}

/** When the other clicks were that are one finding with the first. */
function moreOf({ taps }: Trace, { kind, at, of }: Finding): number[] | null {
  if (kind !== 'rage' && kind !== 'dead' && kind !== 'error') return null
  const others = of.slice(1).flatMap(i => taps[i] ?? [])
  return others.length === 0 ? null : others.map(tap => Math.round(tap.at - at))
}

const NOWHERE: Place = ['', '', '']

/** Place of the finding's first thing among taps, steps, wiggles, forms, fields and searches in turn. */
function thingOf({ taps, steps, wiggles, forms, fields }: Trace, { kind, of, field }: Finding): number {
  const i = of[0] ?? 0
  switch (kind) {
    case 'quick-back':
    case 'u-turn':
      return taps.length + i
    case 'thrash':
      return taps.length + steps.length + i
    case 'form-struggle':
      return taps.length + steps.length + wiggles.length + (field ? forms.length : 0) + i
    case 'excessive-scroll':
      return taps.length + steps.length + wiggles.length + forms.length + fields.length + i
    default:
      return i
  }
}
