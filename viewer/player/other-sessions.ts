/** The person's other sessions, newest first. */
import type { Session, SessionDetail } from '../../contract/api.ts'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'

const MOST_SHOWN = 20

export const otherSessions = remote<Session[]>()

export async function loadOtherSessions({ id, person }: SessionDetail): Promise<void> {
  const { project } = bar.peek()
  await load(
    otherSessions,
    async () => {
      const { items } = await api.sessions({ project, person: person.id, limit: MOST_SHOWN + 1 })
      return items.filter(one => one.id !== id).slice(0, MOST_SHOWN)
    },
    { keep: false },
  )
}
