/** The player by keyboard, and what several of its controls do. */
import type { Shortcut } from '../frame/shortcuts.ts'
import { go } from '../location.ts'
import { inList } from '../sessions/choice.ts'
import { neighbours } from '../sessions/list.ts'
import { copyText } from '../ui/clipboard.ts'
import { isTyping } from '../ui/keyboard.ts'
import { clock } from '../ui/words.ts'
import { actualSize, shownMarks } from './display.ts'
import { choosePanel } from './panel-chosen.ts'
import { type Player, SPEEDS } from './player.ts'

export const SHORTCUTS: Shortcut[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: ['←', '→'], does: '5 seconds back or on (with Shift: 30)' },
  { keys: [',', '.'], does: 'One change of the page back or on' },
  { keys: ['<', '>'], does: 'Slower or faster' },
  { keys: ['[', ']'], does: 'Mark before or next mark' },
  { keys: ['s'], does: 'Skip idle time or not' },
  { keys: ['c'], does: 'Copy a link to this moment' },
  { keys: ['n'], does: 'Write a note at this moment' },
  { keys: ['d'], does: 'The page as a tree (DOM)' },
  { keys: ['a'], does: 'Actual size or fit' },
  { keys: ['f'], does: 'Full screen' },
  { keys: ['j', 'k'], does: 'Older or newer session' },
]

const STEP_MS = 5_000
const LONG_STEP_MS = 30_000
/** A mark this near counts as where we are, ms. */
const HERE_MS = 400

export function playerKeys(player: Player): () => void {
  const keys = (event: KeyboardEvent) => {
    if (isTyping(event) || document.querySelector('dialog[open], .popover')) return
    if (
      event.key === ' ' &&
      event.target instanceof HTMLElement &&
      event.target.matches('button, a, summary')
    )
      return
    if (press(player, event.key, event.shiftKey)) event.preventDefault()
  }
  addEventListener('keydown', keys)
  return () => removeEventListener('keydown', keys)
}

function press(player: Player, key: string, shift: boolean): boolean {
  const step = shift ? LONG_STEP_MS : STEP_MS
  const { before, after } = neighbours(player.id)
  switch (key) {
    case ' ':
      player.toggle()
      return true
    case 'ArrowLeft':
      player.seek(player.at.peek() - step)
      return true
    case 'ArrowRight':
      player.seek(player.at.peek() + step)
      return true
    case ',':
      void player.replay.peek()?.step(-1)
      return true
    case '.':
      void player.replay.peek()?.step(1)
      return true
    case '<':
      changeSpeed(player, -1)
      return true
    case '>':
      changeSpeed(player, 1)
      return true
    case '[':
      nextMark(player, -1)
      return true
    case ']':
      nextMark(player, 1)
      return true
    case 's':
      player.replay.peek()?.setSkipping(!player.state.peek()?.skipping)
      return true
    case 'c':
      copyMoment(player)
      return true
    case 'a':
      actualSize.value = !actualSize.peek()
      return true
    case 'n':
      writeNote()
      return true
    case 'd':
      choosePanel('tree')
      return true
    case 'f':
      fullscreen()
      return true
    case 'j':
      if (after) go(inList(`/sessions/${encodeURIComponent(after.id)}`))
      return true
    case 'k':
      if (before) go(inList(`/sessions/${encodeURIComponent(before.id)}`))
      return true
    default:
      return false
  }
}

function changeSpeed(player: Player, by: number): void {
  const at = SPEEDS.indexOf(player.state.peek()?.speed ?? 1)
  const next = SPEEDS[Math.min(Math.max(at + by, 0), SPEEDS.length - 1)]
  if (next) player.replay.peek()?.setSpeed(next)
}

export function nextMark(player: Player, by: 1 | -1): void {
  const start = player.session.peek().value?.startedAt ?? 0
  const now = start + player.at.peek()
  const marks = player.entries.peek().filter(entry => shownMarks.peek().has(entry.kind))
  const mark =
    by > 0 ? marks.find(one => one.at > now + HERE_MS) : marks.findLast(one => one.at < now - HERE_MS)
  if (mark) player.seek(mark.at - start)
}

/** The moment for others, without what is open beside it here. */
export function momentLink(player: Player): string {
  const address = new URL(player.address(), location.href)
  address.searchParams.delete('hand')
  return address.href
}

export function writeNote(): void {
  choosePanel('notes')
  // The panel is drawn by the next frame.
  requestAnimationFrame(() => document.getElementById('note-text')?.focus())
}

export function copyMoment(player: Player): void {
  void copyText(momentLink(player), `Link to ${clock(player.at.peek())} copied`)
}

export function fullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.querySelector('.player-main')?.requestFullscreen()
}
