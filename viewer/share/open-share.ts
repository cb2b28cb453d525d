/** Opening a public link: what stands between its address and the replay. */
import { type Signal, signal } from '@preact/signals'
import type { Shared } from '../../contract/share.ts'
import { ApiFailure, path, send } from '../api.ts'
import { createPlayer, type Player } from '../player/player.ts'
import { wordsOf } from '../remote.ts'
import { momentOfHash, sharedSource } from './shared-source.ts'

export type ShareState =
  | { state: 'loading' }
  /** `problem` when a password was tried and is not the one. */
  | { state: 'locked'; problem: string | null; trying: boolean }
  /** For members: nobody is signed in. */
  | { state: 'members' }
  | { state: 'nothing' }
  | { state: 'failed'; problem: string }
  | { state: 'open'; shared: Shared; player: Player }

export interface OpenShare {
  now: Signal<ShareState>
  open(password?: string): Promise<void>
  /** Somebody changed the moment in the address. */
  follow(): void
  close(): void
}

export function createOpenShare(token: string): OpenShare {
  const now = signal<ShareState>({ state: 'loading' })
  let gone = false

  async function ask(password?: string): Promise<ShareState> {
    try {
      const body = password === undefined ? {} : { password }
      const shared = await send<Shared>('POST', `/s/${path(token)}/recording`, body)
      return { state: 'open', shared, player: createPlayer('shared', sharedSource(shared)) }
    } catch (cause) {
      const status = cause instanceof ApiFailure ? cause.status : 0
      if (status === 404) return { state: 'nothing' }
      if (status === 401) return { state: 'members' }
      if (status !== 403) return { state: 'failed', problem: wordsOf(cause) }
      const problem = password === undefined ? null : 'This is not the password. Ask who sent you the link.'
      return { state: 'locked', problem, trying: false }
    }
  }

  return {
    now,
    async open(password) {
      const before = now.peek()
      now.value = before.state === 'locked' ? { ...before, trying: true } : { state: 'loading' }
      const next = await ask(password)
      if (gone) return
      now.value = next
      if (next.state === 'open') await next.player.load()
    },
    follow() {
      const open = now.peek()
      const { t } = momentOfHash()
      if (open.state === 'open' && t !== null && Number.isFinite(Number(t))) open.player.seek(Number(t))
    },
    close() {
      gone = true
      const open = now.peek()
      if (open.state === 'open') open.player.destroy()
    },
  }
}
