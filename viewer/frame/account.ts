/** Who is signed in, and signing in and out. */
import { computed, effect, signal } from '@preact/signals'
import type { Me } from '../../contract/access.ts'
import type { Permission } from '../../contract/roles.ts'
import { ApiFailure, api, onSignedOut } from '../api.ts'
import { go, hash, view } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { loadProjects } from './projects.ts'

type Account =
  | { state: 'unknown' }
  | { state: 'in'; me: Me }
  | { state: 'out'; problem: string | null }
  | { state: 'unreachable'; problem: string; again: () => void }

export const account = signal<Account>({ state: 'unknown' })
/** What the one who is signed in may do; the server refuses the rest in any case. */
export const may = computed<readonly Permission[]>(() =>
  account.value.state === 'in' ? account.value.me.may : [],
)

/** A sign-in link carries the token behind `#`, where servers and logs do not see it. */
export async function start(): Promise<void> {
  onSignedOut(() => {
    if (account.peek().state === 'in') account.value = { state: 'out', problem: null }
  })
  if (secretInLink('token') === null) await who()
  // Also when the link is opened where the viewer is open already: then only the hash changes.
  effect(() => {
    const token = secretInLink('token')
    if (token === null) return
    queueMicrotask(() => {
      go('/sign-in', 'replace')
      void signIn(token)
    })
  })
}

export function secretInLink(name: 'token' | 'invitation'): string | null {
  return view.value.screen === 'sign-in' ? new URLSearchParams(hash.value.slice(1)).get(name) : null
}

export async function signIn(proof: string | { email: string; password: string }): Promise<void> {
  const body = typeof proof === 'string' ? { token: proof.trim() } : proof
  await enter(() => api.signIn(body))
}

export async function acceptInvitation(invitation: string, name: string, password: string): Promise<void> {
  await enter(() => api.acceptInvitation({ invitation, name, password }))
}

async function enter(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask()
    if (view.peek().screen === 'sign-in') go('/sessions', 'replace')
    await who()
  } catch (cause) {
    account.value = { state: 'out', problem: wordsOf(cause) }
  }
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut()
  } finally {
    account.value = { state: 'out', problem: null }
    go('/sign-in', 'replace')
  }
}

async function who(): Promise<void> {
  try {
    const me = await api.me()
    account.value = { state: 'in', me }
    if (me.may.includes('watch')) await loadProjects()
  } catch (cause) {
    if (cause instanceof ApiFailure && cause.status === 401) account.value = { state: 'out', problem: null }
    else account.value = { state: 'unreachable', problem: wordsOf(cause), again: () => void who() }
  }
}
