/** Who is signed in, and signing in and out. */
import { effect, signal } from '@preact/signals'
import { ApiFailure, api, onSignedOut } from '../api.ts'
import { go, hash, view } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { loadProjects } from './projects.ts'

type Account =
  | { state: 'unknown' }
  | { state: 'in'; role: string }
  | { state: 'out'; problem: string | null }
  | { state: 'unreachable'; problem: string; again: () => void }

export const account = signal<Account>({ state: 'unknown' })

/** A sign-in link carries the token behind `#`, where servers and logs do not see it. */
export async function start(): Promise<void> {
  onSignedOut(() => {
    if (account.peek().state === 'in') account.value = { state: 'out', problem: null }
  })
  if (tokenInLink() === null) await who()
  // Also when the link is opened where the viewer is open already: then only the hash changes.
  effect(() => {
    const token = tokenInLink()
    if (token === null) return
    queueMicrotask(() => {
      go('/sign-in', 'replace')
      void signIn(token)
    })
  })
}

function tokenInLink(): string | null {
  return view.value.screen === 'sign-in' ? new URLSearchParams(hash.value.slice(1)).get('token') : null
}

export async function signIn(token: string): Promise<void> {
  try {
    await api.signIn(token.trim())
    if (view.peek().screen === 'sign-in') go('/sessions', 'replace')
    await who()
  } catch (cause) {
    const wrong = cause instanceof ApiFailure && cause.status === 401
    account.value = {
      state: 'out',
      problem: wrong
        ? 'This token is not the right one. The sign-in link was printed when the server first started.'
        : wordsOf(cause),
    }
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
    const { role } = await api.me()
    account.value = { state: 'in', role }
    await loadProjects()
  } catch (cause) {
    if (cause instanceof ApiFailure && cause.status === 401) account.value = { state: 'out', problem: null }
    else account.value = { state: 'unreachable', problem: wordsOf(cause), again: () => void who() }
  }
}
