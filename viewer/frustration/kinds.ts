/** Kinds of frustration in words, and what a case is called. */

import type { FrustrationCase } from '../../contract/frustration/board.ts'
import type { FrustrationKind } from '../../contract/frustration/frustration.ts'

export const KINDS: Record<
  FrustrationKind,
  { label: string; many: string; tone: 'bad' | 'warn'; means: string }
> = {
  rage: {
    label: 'Rage click',
    many: 'Rage clicks',
    tone: 'bad',
    means: 'clicked again and again, and the page did not answer',
  },
  error: { label: 'Error click', many: 'Error clicks', tone: 'bad', means: 'a click that led to a failure' },
  dead: { label: 'Dead click', many: 'Dead clicks', tone: 'warn', means: 'a click that nothing answered' },
  slow: { label: 'Slow answer', many: 'Slow answers', tone: 'warn', means: 'the first answer came late' },
  'form-struggle': {
    label: 'Form struggle',
    many: 'Form struggles',
    tone: 'warn',
    means: 'submitted or filled in again and again',
  },
  'u-turn': {
    label: 'U-turn',
    many: 'U-turns',
    tone: 'warn',
    means: 'over several pages and back, none of them read',
  },
  'quick-back': {
    label: 'Quick back',
    many: 'Quick backs',
    tone: 'warn',
    means: 'left at once for the page before',
  },
  thrash: {
    label: 'Thrashed cursor',
    many: 'Thrashed cursors',
    tone: 'warn',
    means: 'the cursor went to and fro',
  },
  'excessive-scroll': {
    label: 'Excessive scroll',
    many: 'Excessive scrolls',
    tone: 'warn',
    means: 'up and down the page in search of something',
  },
}

/** What the element said; without words its fingerprint; without an element the page. */
export function nameOf({ name, element, page }: Pick<FrustrationCase, 'name' | 'element' | 'page'>): string {
  return name || element || page || 'An unknown page'
}

export function percent(share: number): string {
  const value = 100 * share
  return `${value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : Math.round(value)}%`
}

/** +12 points: a difference of two shares. */
export function points(difference: number): string {
  const value = 100 * difference
  const text = Math.abs(value) < 10 ? Math.abs(value).toFixed(1) : String(Math.round(Math.abs(value)))
  return `${value < 0 ? '−' : '+'}${text}`
}
