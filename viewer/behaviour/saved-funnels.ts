/** Funnels with a name; `saved` in the address opens one, and with `q` beside it it is being changed. */
import { computed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { List } from '../../contract/api.ts'
import type { SavedFunnel, SavedFunnelInput } from '../../contract/behaviour/saved-funnel.ts'
import { address, path, read, send } from '../api.ts'
import { bar, query } from '../location.ts'
import { load, remote } from '../remote.ts'

const where = (rest = '') => address(`/api/funnels${rest}`, { project: bar.peek().project })

export const savedCalls = {
  all: () => read<List<SavedFunnel>>(where(), {}),
  make: (funnel: SavedFunnelInput) => send<SavedFunnel>('POST', where(), funnel),
  change: (id: string, funnel: SavedFunnelInput) => send<SavedFunnel>('PUT', where(`/${path(id)}`), funnel),
  remove: (id: string) => send<unknown>('DELETE', where(`/${path(id)}`)),
}

export const savedFunnels = remote<SavedFunnel[]>()

export async function loadSavedFunnels(): Promise<void> {
  await load(savedFunnels, async () => (await savedCalls.all()).items)
}

/** Asks for them when a screen that needs them is first shown, and for another project. */
export function useSavedFunnels(): void {
  const { project } = bar.value
  useEffect(() => void loadSavedFunnels(), [project])
}

/** The one that the address names; null: none, or not there. */
export const savedFunnel = computed(() => {
  const id = query.value.get('saved')
  return id ? (savedFunnels.value.value?.find(one => one.id === id) ?? null) : null
})
