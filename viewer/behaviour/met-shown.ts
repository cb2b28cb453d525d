/**
 * Who is behind a number of what differs, in the address as `show`: `met.STEP.SIDE.WHO` for all who left or went on, and
 * with `.THING` (kind, name and detail as JSON) for those who met it. SIDE is 1 for whom is compared.
 */
import type { Met } from '../../contract/behaviour/funnel.ts'
import { here } from '../location.ts'
import { calledOf, MET_KINDS } from './ContrastTable.tsx'
import type { Extra } from './calls.ts'

/** As the two are called: in the address, and by the server. */
export const LEFT_OR_WENT = ['left', 'went-on'] as const
export type LeftOrWent = (typeof LEFT_OR_WENT)[number]

/** `met` null: all of them. */
export function metHref(step: number, side: number, who: LeftOrWent, met: Met | null): string {
  const { kind, name, detail } = met ?? {}
  return here({
    show: ['met', step, side, who, ...(met ? [JSON.stringify({ kind, name, detail })] : [])].join('.'),
  })
}

/** What the list is asked for. */
export function metAsked(who: LeftOrWent, text: string): Extra {
  const which = who === 'left' ? 'dropped' : who
  return text === '' ? { which, recorded: 'true' } : { which, met: text }
}

/** `Left after “Cart”, having met the page “/help”`; what cannot be read is left to the server's refusal. */
export function metTitle(step: string, who: LeftOrWent, text: string): string {
  const did = who === 'left' ? `Left after “${step}”` : `Went on after “${step}”`
  const met = readMet(text)
  if (!met) return did
  return met.kind === 'property'
    ? `${did}: ${calledOf(met)}`
    : `${did}, having met the ${MET_KINDS[met.kind].toLowerCase()} “${calledOf(met)}”`
}

function readMet(text: string): Met | null {
  try {
    const met: Met = JSON.parse(text)
    return met.kind in MET_KINDS ? met : null
  } catch {
    return null
  }
}
