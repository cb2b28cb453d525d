import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import type { ElementDifference, HeatDifference } from '../../../contract/behaviour/heatmap.ts'
import { count, share } from '../../ui/words.ts'

export const KINDS: readonly { value: HeatKind; label: string; one: string; many: string }[] = [
  { value: 'clicks', label: 'Clicks', one: 'click', many: 'clicks' },
  { value: 'taps', label: 'Taps', one: 'tap', many: 'taps' },
  { value: 'rage', label: 'Rage clicks', one: 'rage click', many: 'rage clicks' },
  { value: 'dead', label: 'Dead clicks', one: 'dead click', many: 'dead clicks' },
  { value: 'error', label: 'Error clicks', one: 'error click', many: 'error clicks' },
  { value: 'first', label: 'First clicks', one: 'first click', many: 'first clicks' },
  { value: 'last', label: 'Last clicks before leaving', one: 'last click', many: 'last clicks' },
  { value: 'moves', label: 'Mouse moves', one: 'position', many: 'positions' },
  { value: 'scroll', label: 'Scroll depth', one: 'view', many: 'views' },
  { value: 'attention', label: 'Attention', one: 'view', many: 'views' },
]

export function titleOf({ name, role }: { name: string; role: string }): string {
  return name === '' ? role : name
}

/** +12 points, −3 points: of a share, where per cent would mean something else. */
export function points(difference: number): string {
  const rounded = Math.round(difference * 100)
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : '±'}${Math.abs(rounded)}`
}

export function intervalOf({ low, high }: Pick<HeatDifference, 'low' | 'high'>): string {
  return `${points(low)} to ${points(high)}`
}

export function wordsOfDifference(one: ElementDifference | HeatDifference): string {
  const { a, b } = one
  const shares = `${share(a.k, a.n)} of ${count(a.n)} against ${share(b.k, b.n)} of ${count(b.n)}`
  switch (one.verdict) {
    case 'more':
    case 'less':
      return `${shares}: ${points(one.share)} points (${intervalOf(one)})`
    case 'unclear':
      return `${shares}: chance may explain it (${intervalOf(one)} points)`
    case 'too-few':
      return `${shares}: too few sessions to tell`
  }
}
