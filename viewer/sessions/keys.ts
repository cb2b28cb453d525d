/** From row to row by keyboard. The focused row is the selected one. */
import type { Shortcut } from '../frame/shortcuts.ts'
import { isTyping } from '../ui/keyboard.ts'
import { rows, selected } from './list.ts'

export const SHORTCUTS: Shortcut[] = [
  { keys: ['j', '↓'], does: 'Next session' },
  { keys: ['k', '↑'], does: 'Session before' },
  { keys: ['Enter'], does: 'Watch the session' },
]

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

export function rowKeys(): () => void {
  const keys = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || isTyping(event) || document.querySelector('dialog[open], .popover')) return
    const list = rows.peek()
    const at = list.findIndex(row => row.id === selected.peek())
    const row = list[at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)]
    if (!row) return
    event.preventDefault()
    selected.value = row.id
    document.getElementById(`session-${row.id}`)?.focus()
  }
  addEventListener('keydown', keys)
  return () => removeEventListener('keydown', keys)
}
