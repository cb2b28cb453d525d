/** The public links of a session: those there are, and making one. */
import { type Signal, signal } from '@preact/signals'
import type { ShareAnswer, ShareInput, ShareMade } from '../../contract/share.ts'
import { bar } from '../location.ts'
import { base64Of } from '../picture/base64.ts'
import { load, type Remote, remote, wordsOf } from '../remote.ts'
import { calls } from './calls.ts'
import { drawShared } from './shared-picture.ts'

export interface Links {
  list: Signal<Remote<ShareAnswer[]>>
  /** The one made last: only now its address is known. */
  made: Signal<ShareMade | null>
  /** What shows where the link made last is posted: an address of the picture in this page, or why there is none. */
  picture: Signal<{ address: string } | { problem: string } | null>
  busy: Signal<boolean>
  problem: Signal<string | null>
  ask(): Promise<void>
  /** `pictureAt`: ms since the session began; null: without a picture. */
  make(input: Omit<ShareInput, 'session'>, pictureAt: number | null): Promise<void>
  revoke(id: string): Promise<void>
}

export function createLinks(session: string): Links {
  const list = remote<ShareAnswer[]>()
  const made = signal<ShareMade | null>(null)
  const picture: Links['picture'] = signal(null)
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

  /** The link is made by then: that it has no picture is said, and is no failure of it. */
  async function draw(id: string, at: number): Promise<void> {
    try {
      const png = await drawShared(await calls.shown(id, project), at)
      if (!png) throw new Error('There was nothing to draw.')
      await calls.keepPicture(id, await base64Of(png), project)
      picture.value = { address: URL.createObjectURL(png) }
    } catch (cause) {
      console.error(cause)
      picture.value = { problem: 'Its picture could not be drawn; the link works without one.' }
    }
  }
  function forgetPicture(): void {
    const shown = picture.peek()
    if (shown && 'address' in shown) URL.revokeObjectURL(shown.address)
    picture.value = null
  }

  return {
    list,
    made,
    picture,
    busy,
    problem,
    ask,
    make: (input, pictureAt) =>
      change(async () => {
        forgetPicture()
        const link = await calls.makeLink({ ...input, session }, project)
        made.value = link
        if (pictureAt !== null) await draw(link.id, pictureAt - input.from)
      }),
    revoke: id =>
      change(async () => {
        await calls.revokeLink(id, project)
        if (made.peek()?.id !== id) return
        made.value = null
        forgetPicture()
      }),
  }
}
