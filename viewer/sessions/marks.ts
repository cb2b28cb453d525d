/** What happened in a session, as the few words a row has room for. */
import type { Session } from '../../contract/api.ts'
import type { SessionFields } from '../../contract/fields.ts'
import { counted } from '../ui/words.ts'

export interface Mark {
  words: string
  tone: 'bad' | 'warn' | ''
}

/** Worst first. Error clicks are left out: their failures are counted already. */
const HURTS: { field: keyof SessionFields; one: string; many?: string }[] = [
  { field: 'rageClicks', one: 'rage click' },
  { field: 'deadClicks', one: 'dead click' },
  { field: 'slowClicks', one: 'slow answer' },
  { field: 'formStruggles', one: 'form struggle' },
  { field: 'uTurns', one: 'U-turn' },
  { field: 'quickBacks', one: 'quick back' },
  { field: 'thrashes', one: 'thrashed cursor' },
  { field: 'excessiveScrolls', one: 'excessive scroll' },
]
const MOST_SHOWN = 3

export function marksOf({ fields, tabs }: Pick<Session, 'fields' | 'tabs'>): Mark[] {
  const failures = fields.failureCount ?? 0
  const marks: Mark[] = failures > 0 ? [{ words: counted(failures, 'failure'), tone: 'bad' }] : []
  for (const { field, one, many } of HURTS) {
    const n = fields[field]
    if (typeof n === 'number' && n > 0) marks.push({ words: counted(n, one, many), tone: 'warn' })
  }
  const more = marks.length - MOST_SHOWN
  const shown = marks.slice(0, MOST_SHOWN)
  if (more > 0) shown.push({ words: `+${more}`, tone: 'warn' })
  if (tabs > 1) shown.push({ words: `${tabs} tabs`, tone: '' })
  return shown
}
