/** From row to row by keyboard. The focused row is the selected one. */
import type { Shortcut } from '../frame/shortcuts.ts'
import { isTyping } from '../ui/keyboard.ts'
import { keep, keptNow, setWatched } from './kept.ts'
import { rows, selected } from './list.ts'
import { rowHeight } from './row-height.ts'

export const SHORTCUTS: Shortcut[] = [
  { keys: ['j', '↓'], does: 'Next session' },
  { keys: ['k', '↑'], does: 'Session before' },
  { keys: ['Enter'], does: 'Watch the session' },
  { keys: ['s'], does: 'Star the session or not' },
  { keys: ['w'], does: 'Mark it as watched or not' },
  { keys: ['/'], does: 'Search in sessions' },
]

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

export function rowKeys(): () => void {
  const keys = (event: KeyboardEvent) => {
    if (isTyping(event) || document.querySelector('dialog[open], .popover')) return
    const step = STEPS[event.key]
    if (step !== undefined) move(step)
    else if (!press(event.key)) return
    event.preventDefault()
  }
  addEventListener('keydown', keys)
  return () => removeEventListener('keydown', keys)
}

function move(step: number): void {
  const list = rows.peek()
  const at = list.findIndex(row => row.id === selected.peek())
  const place = at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)
  const row = list[place]
  if (!row) return
  selected.value = row.id
  bringIntoSight(place)
  // Drawn by the time of the next frame when it was out of sight.
  requestAnimationFrame(() => document.getElementById(`session-${row.id}`)?.focus({ preventScroll: true }))
}

/** px kept free of the row below the bar and the names of the columns, and above the end of the screen. */
const ABOVE = 100
const BELOW = 24

function bringIntoSight(place: number): void {
  const list = document.querySelector('.session-table > ul')
  if (!list) return
  const top = list.getBoundingClientRect().top + place * rowHeight.peek()
  const over = ABOVE - top
  const under = top + rowHeight.peek() + BELOW - innerHeight
  if (over > 0) scrollBy(0, -over)
  else if (under > 0) scrollBy(0, under)
}

function press(key: string): boolean {
  if (key === '/') {
    document.getElementById('session-search')?.focus()
    return true
  }
  const row = rows.peek().find(one => one.id === selected.peek())
  if (!row) return false
  const { star, watched } = keptNow(row)
  if (key === 's') void keep(row.id, { star: !star })
  else if (key === 'w') void setWatched(row.id, !watched.some(one => one.mine))
  else return false
  return true
}
