/** Whether the data below each segment is sound: in the dates of the bar; asked once for a list, not per row. */
import { computed } from '@preact/signals'
import { barQuery } from '../frame/dates.ts'
import { load, remote } from '../remote.ts'
import { calls, type Soundness, type Violations } from './calls.ts'

/** The server takes its time before it answers with what it has, ms. */
const AGAIN_MS = 1_000

const all = remote<{ items: Soundness[] } & Pick<Violations, 'reading'>>()
let again: ReturnType<typeof setTimeout> | undefined

export const soundness = computed(() => new Map((all.value.value?.items ?? []).map(one => [one.id, one])))
/** How far the events were looked at; null: all were. */
export const soFar = computed(() => all.value.value?.reading ?? null)

/** Until all events were looked at; ends with `stopSoundness`. */
export async function loadSoundness(): Promise<void> {
  clearTimeout(again)
  const found = await load(all, () => calls.soundness(barQuery(Date.now())))
  if (found?.reading) again = setTimeout(() => void loadSoundness(), AGAIN_MS)
}

export function stopSoundness(): void {
  clearTimeout(again)
}
