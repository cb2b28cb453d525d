/** Masks over stored recordings, and the scan that finds where one is missing. */
import { signal } from '@preact/signals'
import type { List } from '../../contract/api.ts'
import type { LeakScan, Remask, RemaskInput } from '../../contract/masking.ts'
import { address, read, send } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'

/** How often a job under way is looked at, ms. */
const LOOK_MS = 700

export const masks = remote<List<Remask>>()
export const scan = remote<{ scan: LeakScan | null }>()
export const maskProblem = signal<string | null>(null)
export const scanProblem = signal<string | null>(null)

let look: ReturnType<typeof setTimeout> | undefined

export async function loadMasking(): Promise<void> {
  clearTimeout(look)
  const { project } = bar.peek()
  const [list, found] = await Promise.all([
    load(masks, () => read<List<Remask>>('/api/remasks', { project })),
    load(scan, () => read<{ scan: LeakScan | null }>('/api/leak-scan', { project })),
  ])
  const running = list?.items.some(one => one.state === 'running') || found?.scan?.state === 'running'
  if (running) look = setTimeout(() => void loadMasking(), LOOK_MS)
}

export function stopLooking(): void {
  clearTimeout(look)
}

export async function mask(input: RemaskInput): Promise<boolean> {
  maskProblem.value = null
  try {
    await send<Remask>('POST', address('/api/remasks', { project: bar.peek().project }), input)
    await loadMasking()
    return true
  } catch (cause) {
    maskProblem.value = wordsOf(cause)
    return false
  }
}

export async function startScan(): Promise<void> {
  scanProblem.value = null
  try {
    await send<LeakScan>('POST', address('/api/leak-scan', { project: bar.peek().project }))
  } catch (cause) {
    scanProblem.value = wordsOf(cause)
  }
  await loadMasking()
}
