/** The public links of a session: those there are, and making one. */
import { type Signal, signal } from '@preact/signals'
import type { ShareAnswer, ShareInput, ShareMade } from '../../contract/share.ts'
import { bar } from '../location.ts'
import { load, type Remote, remote, wordsOf } from '../remote.ts'
import { calls } from './calls.ts'

export interface Links {
  list: Signal<Remote<ShareAnswer[]>>
  /** The one made last: only now its address is known. */
  made: Signal<ShareMade | null>
  busy: Signal<boolean>
  problem: Signal<string | null>
  ask(): Promise<void>
  make(input: Omit<ShareInput, 'session'>): Promise<void>
  revoke(id: string): Promise<void>
}

export function createLinks(session: string): Links {
  const list = remote<ShareAnswer[]>()
  const made = signal<ShareMade | null>(null)
  const busy = signal(false)
  const problem = signal<string | null>(null)
  const { project } = bar.peek()

  const ask = async () => {
    await load(list, async () => {
      const { items } = await calls.links(session, project)
      return items.sort((a, b) => b.createdAt - a.createdAt)
    })
  }

  async function change(act: () => Promise<void>): Promise<void> {
    busy.value = true
    problem.value = null
    try {
      await act()
    } catch (cause) {
      problem.value = wordsOf(cause)
    }
    busy.value = false
    await ask()
  }

  return {
    list,
    made,
    busy,
    problem,
    ask,
    make: input =>
      change(async () => {
        made.value = await calls.makeLink({ ...input, session }, project)
      }),
    revoke: id =>
      change(async () => {
        await calls.revokeLink(id, project)
        if (made.peek()?.id === id) made.value = null
      }),
  }
}
