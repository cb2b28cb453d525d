import { newId } from './session.ts'
import { attempt, read, write } from './storage.ts'

/** analytics.js's own names: a visitor known to it stays the same visitor. */
const ANONYMOUS = 'ajs_anonymous_id'
const USER = 'ajs_user_id'
const TRAITS = 'ajs_user_traits'
const GROUP = 'ajs_group_id'
const GROUP_TRAITS = 'ajs_group_properties'

export type Traits = Record<string, unknown>

export const userId = (): string | undefined => read(USER)
export const groupId = (): string | undefined => read(GROUP)
export const traits = (): Traits => readTraits(TRAITS)
export const groupTraits = (): Traits => readTraits(GROUP_TRAITS)

export function anonymousId(set?: string): string {
  const id = set || read(ANONYMOUS) || newId()
  write(ANONYMOUS, id)
  return id
}

/** Answers whether this is another user than the one known before. */
export function setUser(id: string | undefined, added: Traits): boolean {
  const known = userId()
  const other = id !== undefined && known !== undefined && id !== known
  if (other) write(TRAITS, '', true)
  if (id) write(USER, id)
  write(TRAITS, JSON.stringify({ ...traits(), ...added }), true)
  return other
}

export function setGroup(id: string | undefined, added: Traits): void {
  const same = !id || id === groupId()
  if (id) write(GROUP, id)
  write(GROUP_TRAITS, JSON.stringify({ ...(same && groupTraits()), ...added }), true)
}

export function forgetUser(): void {
  for (const name of [ANONYMOUS, USER, GROUP]) write(name, '')
  for (const name of [TRAITS, GROUP_TRAITS]) write(name, '', true)
}

function readTraits(name: string): Traits {
  const text = read(name)
  const value: unknown = text && attempt(() => JSON.parse(text))
  return typeof value === 'object' && value ? { ...value } : {}
}
