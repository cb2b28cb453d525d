/** What the keyboard does, said in one place; each screen adds what it knows. */
import { signal } from '@preact/signals'

export interface Shortcut {
  keys: string[]
  does: string
}

export const shortcutsOpen = signal(false)
export const screenShortcuts = signal<{ title: string; shortcuts: Shortcut[] } | null>(null)

/** For a screen's effect: shows its keys while it is there. */
export function offerShortcuts(title: string, shortcuts: Shortcut[]): () => void {
  screenShortcuts.value = { title, shortcuts }
  return () => {
    if (screenShortcuts.peek()?.title === title) screenShortcuts.value = null
  }
}

export const EVERYWHERE: Shortcut[] = [
  { keys: ['g', 's'], does: 'Go to sessions' },
  { keys: ['g', 'e'], does: 'Go to segments' },
  { keys: ['g', 'p'], does: 'Go to people' },
  { keys: ['g', 'd'], does: 'Go to data' },
  { keys: ['g', 'b'], does: 'Go to behaviour' },
  { keys: ['g', 'f'], does: 'Go to frustration' },
  { keys: ['?'], does: 'Show this list' },
  { keys: ['Esc'], does: 'Close what is open' },
]
