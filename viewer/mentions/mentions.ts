/** Notes addressed to who is signed in, and how many of them are not read. */
import { computed, effect } from '@preact/signals'
import type { List } from '../../contract/api.ts'
import type { Mention } from '../../contract/mention.ts'
import { address, read, send } from '../api.ts'
import { account } from '../frame/account.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

/** How often the number of unread ones is asked for, ms. */
const LOOK_MS = 60_000

export const mentions = remote<List<Mention> & { unread: number }>()
/** Mentions go to e-mail addresses: only members have one. */
export const isMember = computed(() => account.value.state === 'in' && account.value.me.email !== null)
export const unread = computed(() => mentions.value.value?.unread ?? 0)

export async function loadMentions(): Promise<void> {
  const { project } = bar.peek()
  await load(mentions, () => read<List<Mention> & { unread: number }>('/api/mentions/mine', { project }))
}

/** Asks for as long as a member looks; answers how to stop. */
export function followMentions(): () => void {
  const timer = setInterval(() => {
    if (isMember.peek() && !document.hidden) void loadMentions()
  }, LOOK_MS)
  const stop = effect(() => {
    const { project: _ } = bar.value
    if (isMember.value) void loadMentions()
  })
  return () => {
    clearInterval(timer)
    stop()
  }
}

/** Without ids all of them. */
export async function markRead(ids?: string[]): Promise<void> {
  try {
    await send('POST', address('/api/mentions/read', { project: bar.peek().project }), ids ? { ids } : {})
    await loadMentions()
  } catch (cause) {
    say(wordsOf(cause))
  }
}
