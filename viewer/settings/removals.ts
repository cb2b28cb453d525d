/** Deleting for good: what to delete, receipts as they grow, and how long things are kept. */
import { signal } from '@preact/signals'
import type { List } from '../../contract/api.ts'
import type { Removal, RemovalInput, Retention, UnreadRecording } from '../../contract/removal.ts'
import { address, read, send } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

/** How often a removal under way is looked at, ms. */
const LOOK_MS = 700

export const receipts = remote<List<Removal>>()
export const removalProblem = signal<string | null>(null)
export const unread = remote<List<UnreadRecording> & { bytes: number }>()
export const retention = remote<Retention>()
export const retentionProblem = signal<string | null>(null)

let look: ReturnType<typeof setTimeout> | undefined

export async function loadReceipts(): Promise<void> {
  clearTimeout(look)
  const list = await load(receipts, () =>
    read<List<Removal>>('/api/removals', { project: bar.peek().project }),
  )
  const running = list?.items.some(one => one.state === 'running')
  // What ended may have been of these.
  if (!running) void loadUnread()
  if (running) look = setTimeout(() => void loadReceipts(), LOOK_MS)
}

export async function loadUnread(): Promise<void> {
  await load(unread, () => read('/api/unread-recordings', { project: bar.peek().project }))
}

export function stopLooking(): void {
  clearTimeout(look)
}

export async function remove(input: RemovalInput): Promise<boolean> {
  removalProblem.value = null
  try {
    await send<Removal>('POST', address('/api/removals', { project: bar.peek().project }), input)
    await Promise.all([loadReceipts(), loadUnread()])
    return true
  } catch (cause) {
    removalProblem.value = wordsOf(cause)
    return false
  }
}

export async function compactNow(): Promise<void> {
  removalProblem.value = null
  try {
    await send('POST', '/api/removals/compact')
    await loadReceipts()
  } catch (cause) {
    removalProblem.value = wordsOf(cause)
  }
}

export async function loadRetention(): Promise<void> {
  retentionProblem.value = null
  await load(retention, () => read<Retention>('/api/settings/retention', { project: bar.peek().project }))
}

export async function saveRetention(rule: Retention): Promise<void> {
  retentionProblem.value = null
  try {
    const value = await send<Retention>(
      'PUT',
      address('/api/settings/retention', { project: bar.peek().project }),
      rule,
    )
    retention.value = { value, loading: false, problem: null }
    say('Saved. What is older goes within the hour.')
  } catch (cause) {
    retentionProblem.value = wordsOf(cause)
  }
}
