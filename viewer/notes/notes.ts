/** Notes of the session in the player: those written, the one opened by the address, and the one being written. */
import { computed, signal } from '@preact/signals'
import type { Note, NoteChange, Stroke, StrokeColour } from '../../contract/note.ts'
import { bar, go, here, query } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { calls } from './calls.ts'

export const notes = remote<Note[]>()

/** A note being written; times in ms since the session began. */
export interface Draft {
  session: string
  at: number
  until: number | null
  text: string
  drawing: { width: number; height: number; strokes: Stroke[] } | null
}
export const draft = signal<Draft | null>(null)
/** The colour one draws with on the frame; null: not drawing. */
export const pen = signal<StrokeColour | null>(null)

export const openNote = computed(() => {
  const id = query.value.get('note')
  return notes.value.value?.find(note => note.id === id) ?? null
})

export function showNote(id: string | null): void {
  go(here({ note: id }), 'replace')
}

export async function loadNotes(session: string): Promise<void> {
  const mine = notes.peek().value?.every(note => note.session === session) ?? false
  await load(notes, async () => (await calls.notes(session, bar.peek().project)).items, { keep: mine })
}

/** Nothing of one session's notes stays for the next. */
export function leaveNotes(): void {
  notes.value = { value: null, loading: false, problem: null }
  draft.value = null
  pen.value = null
}

export function begin(session: string, at: number): Draft {
  const made = draft.peek() ?? { session, at: Math.round(at), until: null, text: '', drawing: null }
  draft.value = made
  return made
}

export function change(part: Partial<Draft>): void {
  const now = draft.peek()
  if (now) draft.value = { ...now, ...part }
}

export async function saveDraft(tab: string | null): Promise<void> {
  const now = draft.peek()
  if (!now) return
  const { session, at, until, text, drawing } = now
  await told(session, async () => {
    const made = await calls.make(session, { at, until, tab, text, drawing }, bar.peek().project)
    draft.value = null
    pen.value = null
    showNote(made.id)
    const [first] = made.mentions
    say(first ? `Note kept; it mentions ${made.mentions.join(', ')}` : 'Note kept')
  })
}

export function changeNote({ session, id }: Note, part: NoteChange): Promise<void> {
  return told(session, async () => {
    await calls.change(session, id, part, bar.peek().project)
  })
}

export function deleteNote({ session, id }: Note): Promise<void> {
  return told(session, async () => {
    await calls.remove(session, id, bar.peek().project)
    if (openNote.peek()?.id === id) showNote(null)
    say('Note deleted')
  })
}

/** What goes wrong is said; what was written stays. */
async function told(session: string, ask: () => Promise<void>): Promise<void> {
  try {
    await ask()
    await loadNotes(session)
  } catch (cause) {
    say(wordsOf(cause))
  }
}
