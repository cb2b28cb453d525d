/** The webhook that is told whom notes mention. */
import { signal } from '@preact/signals'
import type { MentionHookShown } from '../../contract/mention.ts'
import { address, read, send } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

export const hook = remote<MentionHookShown>()
export const hookProblem = signal<string | null>(null)

export async function loadHook(): Promise<void> {
  await load(hook, () => read<MentionHookShown>('/api/settings/mentions', { project: bar.peek().project }))
}

/** Null: nobody is told any more. An empty secret leaves the one before. */
export async function saveHook(wanted: { url: string; secret: string } | null): Promise<boolean> {
  hookProblem.value = null
  const { project } = bar.peek()
  try {
    const asked = wanted && { url: wanted.url, ...(wanted.secret === '' ? {} : { secret: wanted.secret }) }
    const value = await send<MentionHookShown>('PUT', address('/api/settings/mentions', { project }), {
      hook: asked,
    })
    hook.value = { value, loading: false, problem: null }
    say(wanted ? 'Saved. Mentions from now on are told.' : 'Mentions are told to no webhook any more.')
    return true
  } catch (cause) {
    hookProblem.value = wordsOf(cause)
    return false
  }
}
