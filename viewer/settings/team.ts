/** Members and API tokens: who may sign in, and what programs may do. */
import { signal } from '@preact/signals'
import type { ApiToken, ApiTokenMade, Member, MemberInvited } from '../../contract/access.ts'
import type { List } from '../../contract/api.ts'
import type { Permission, Role } from '../../contract/roles.ts'
import { path, read, send } from '../api.ts'
import { load, remote, wordsOf } from '../remote.ts'

export const members = remote<List<Member>>()
export const tokens = remote<List<ApiToken>>()
/** Told once, until the screen is left. */
export const invited = signal<MemberInvited | null>(null)
export const made = signal<ApiTokenMade | null>(null)
export const memberProblem = signal<string | null>(null)
export const tokenProblem = signal<string | null>(null)

export async function loadTeam(): Promise<void> {
  invited.value = null
  made.value = null
  memberProblem.value = null
  tokenProblem.value = null
  await Promise.all([loadMembers(), loadTokens()])
}

const loadMembers = () => load(members, () => read<List<Member>>('/api/members', {}))
const loadTokens = () => load(tokens, () => read<List<ApiToken>>('/api/api-tokens', {}))

export async function invite(email: string, role: Role): Promise<boolean> {
  return doing(memberProblem, async () => {
    invited.value = await send<MemberInvited>('POST', '/api/members', { email, role })
    await loadMembers()
  })
}

export async function renew(id: string): Promise<void> {
  await doing(memberProblem, async () => {
    invited.value = await send<MemberInvited>('POST', `/api/members/${path(id)}/renew`)
  })
}

export async function changeRole(id: string, role: Role): Promise<void> {
  await doing(memberProblem, async () => {
    await send('PUT', `/api/members/${path(id)}`, { role })
    await loadMembers()
  })
}

export async function removeMember(id: string): Promise<void> {
  await doing(memberProblem, async () => {
    await send('DELETE', `/api/members/${path(id)}`)
    if (invited.peek()?.id === id) invited.value = null
    await loadMembers()
  })
}

export async function makeToken(
  name: string,
  may: Permission[],
  expiresInDays: number | null,
): Promise<boolean> {
  return doing(tokenProblem, async () => {
    made.value = await send<ApiTokenMade>('POST', '/api/api-tokens', { name, may, expiresInDays })
    await loadTokens()
  })
}

export async function dropToken(id: string): Promise<void> {
  await doing(tokenProblem, async () => {
    await send('DELETE', `/api/api-tokens/${path(id)}`)
    if (made.peek()?.id === id) made.value = null
    await loadTokens()
  })
}

async function doing(problem: typeof memberProblem, work: () => Promise<void>): Promise<boolean> {
  problem.value = null
  try {
    await work()
    return true
  } catch (cause) {
    problem.value = wordsOf(cause)
    return false
  }
}
