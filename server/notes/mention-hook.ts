import { type MentionHook, type MentionHookShown, mentionHookSchema } from '../../contract/mention.ts'
import type { Store } from '../store/port.ts'
import { mentionsOf } from './mentions.ts'

type Settings = Pick<Store, 'setting' | 'putSetting'>

/** Null: mentions are told to nobody but those who look. */
export async function mentionHook(
  store: Pick<Store, 'setting'>,
  project: string,
): Promise<MentionHook | null> {
  const stored = mentionHookSchema.safeParse(await store.setting(name(project)))
  return stored.success ? stored.data : null
}

export async function putMentionHook(
  store: Settings,
  project: string,
  hook: MentionHook | null,
): Promise<void> {
  await store.putSetting(name(project), hook)
}

export async function shownHook(
  store: Pick<Store, 'setting' | 'document' | 'documents' | 'putDocument' | 'deleteDocument'>,
  project: string,
): Promise<MentionHookShown> {
  const hook = await mentionHook(store, project)
  const all = await mentionsOf(store, project)
  const count = (told: string) => all.filter(one => one.told === told).length
  const failing = all.filter(one => one.error !== null).at(-1)
  return {
    url: hook?.url ?? null,
    delivered: count('delivered'),
    waiting: count('waiting'),
    failed: count('failed'),
    lastError: failing?.error ?? null,
  }
}

function name(project: string): string {
  return `mentions:${project}`
}
