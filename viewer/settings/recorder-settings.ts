/** What the project tells its recorders: read, changed in a draft, kept by one button. */
import { computed, signal } from '@preact/signals'
import type { RecorderSettings } from '../../contract/settings.ts'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

export const kept = remote<RecorderSettings>()
export const draft = signal<Partial<RecorderSettings>>({})
export const refusal = signal<string | null>(null)
export const saving = signal(false)

/** The settings as they would be. */
export const settings = computed(() => (kept.value.value ? { ...kept.value.value, ...draft.value } : null))
export const changed = computed(() => Object.keys(draft.value).length > 0)

export async function loadSettings(): Promise<void> {
  draft.value = {}
  refusal.value = null
  await load(kept, () => api.recorderSettings(bar.peek().project))
}

export function change(part: Partial<RecorderSettings>): void {
  refusal.value = null
  draft.value = { ...draft.value, ...part }
}

export function undo(): void {
  refusal.value = null
  draft.value = {}
}

export async function save(): Promise<void> {
  saving.value = true
  try {
    const value = await api.changeRecorderSettings(draft.peek(), bar.peek().project)
    kept.value = { value, loading: false, problem: null }
    draft.value = {}
    say('Saved. Recorders take it with their next page.')
  } catch (cause) {
    refusal.value = wordsOf(cause)
  } finally {
    saving.value = false
  }
}
