import { traitChangeOf } from '../../segment/traits.ts'
import type { RemovalStore } from '../removal-port.ts'
import { forgetPerson } from './live.ts'
import { isListed, keyOf, type State } from './state.ts'
import type { World } from './world.ts'

export function memoryRemoval(state: State, world: (project: string) => World): RemovalStore {
  return {
    unread: async (project, after, limit) =>
      [...state.sessions.values()]
        .filter(one => one.project === project && !isListed(one) && (after === null || one.session > after))
        .sort((a, b) => (a.session < b.session ? -1 : 1))
        .slice(0, limit)
        .map(({ session, batches }) => ({
          session,
          person: world(project).sessions.get(session)!.person,
          receivedAt: Math.max(...batches.map(one => one.receivedAt)),
          batches: batches.length,
          bytes: batches.reduce((sum, one) => sum + one.bytes.byteLength, 0),
          waiting: batches.filter(one => one.state === 'new').length,
          reasons: [...new Set(batches.flatMap(one => (one.state === 'aside' ? [one.reason] : [])))].sort(),
        })),
    deleteSource: async (project, source) => {
      const sessions = [...state.sessions.values()].filter(
        one => one.project === project && one.source === source,
      )
      for (const { session } of sessions) state.sessions.delete(keyOf(project, session))
      const before = state.events.size
      for (const [key, one] of state.events) {
        if (one.project === project && one.event.source === source) state.events.delete(key)
      }
      const stays = (one: { project: string; source: string }) =>
        one.project !== project || one.source !== source
      state.links = state.links.filter(stays)
      state.users = state.users.filter(stays)
      state.revision += 1
      return { sessions: sessions.length, events: before - state.events.size }
    },
    deleteSession: async ({ project, session }) => {
      state.revision += 1
      state.live.tags.delete(keyOf(project, session))
      return state.sessions.delete(keyOf(project, session))
    },
    deletePerson: async (project, id) => {
      const { sessions, events, personOf } = world(project)
      const isTheirs = (kind: 'user' | 'anonymous', one: string) => personOf({ kind, id: one }) === id
      const gone = [...sessions.values()].filter(row => row.person === id)
      const said = events.filter(event => event.person === id)
      for (const { session } of gone) state.sessions.delete(keyOf(project, session))
      for (const { messageId } of said) state.events.delete(keyOf(project, messageId))
      state.links = state.links.filter(
        ({ project: of, link }) =>
          of !== project || !(isTheirs('anonymous', link.anonymousId) || isTheirs('user', link.userId)),
      )
      state.users = state.users.filter(one => one.project !== project || !isTheirs('user', one.id))
      forgetPerson(state.live, project, id)
      for (const { session } of gone) state.live.tags.delete(keyOf(project, session))
      state.revision += 1
      return gone.length + said.length === 0 ? null : { sessions: gone.length, events: said.length }
    },
    deleteEventsBefore: async (project, time, limit) => {
      const { events, sessions } = world(project)
      const staying = new Set([...sessions.values()].map(row => row.person))
      for (const event of events) {
        if (event.at >= time || !traitChangeOf(event)) staying.add(event.person)
      }
      const old = events.filter(
        event => event.at < time && (!traitChangeOf(event) || !staying.has(event.person)),
      )
      for (const { messageId } of old.slice(0, limit)) state.events.delete(keyOf(project, messageId))
      state.revision += 1
      return Math.min(old.length, limit)
    },
    // Nothing is left behind in memory.
    compact: async () => {},
  }
}
