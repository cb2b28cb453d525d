/** Numbers of behaviour in words. */
import type { ShareVerdict } from '../../contract/behaviour/funnel.ts'
import type { PathNode } from '../../contract/behaviour/path-flow.ts'
import { counted } from '../ui/words.ts'

export function percent(share: number | null): string {
  if (share === null) return '–'
  const value = 100 * share
  return value > 0 && value < 1
    ? '<1%'
    : `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)}%`
}

/** `62–71%`: where the true share lies, at 95 %. */
export function between(interval: { low: number; high: number } | null): string {
  if (!interval) return ''
  return `${Math.round(100 * interval.low)}–${Math.round(100 * interval.high)}%`
}

export function points(share: number): string {
  const value = 100 * share
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(Math.abs(value) < 10 ? 1 : 0)} points`
}

export function verdictWords({ verdict, difference, detectable }: ShareVerdict): string {
  if (verdict === 'too-few') return 'too few to tell'
  if (verdict === 'none')
    return `no clear difference (one of ${points(detectable).replace('+', '')} would show)`
  return points(difference)
}

/** A place of a path. */
export function nodeName(node: PathNode | undefined): string {
  if (!node) return ''
  if (node.kind === 'others') return counted(node.places, 'other')
  return node.kind === 'end' ? 'nothing more' : node.name
}
