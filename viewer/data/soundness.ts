/** Whether the data below each segment is sound: in the dates of the bar; asked once for a list, not per row. */
import { computed } from '@preact/signals'
import { barQuery } from '../frame/dates.ts'
import { load, remote } from '../remote.ts'
import { calls, type Soundness } from './calls.ts'

const all = remote<Soundness[]>()

export const soundness = computed(() => new Map((all.value.value ?? []).map(one => [one.id, one])))

export async function loadSoundness(): Promise<void> {
  await load(all, async () => (await calls.soundness(barQuery(Date.now()))).items)
}
