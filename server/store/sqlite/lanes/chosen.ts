import type { Members } from './count.ts'
import type { Moment } from './moment.ts'

export interface Chosen {
  moment: Moment
  /** By key of a person; keys beyond the project's are not in. */
  persons: Members
  /** Every session of these persons is chosen, and no other. */
  byPerson: boolean
  /** By key of a session; worked out when asked for. */
  sessions(): Members
  /** The sessions that were chosen, or those of the persons that were. */
  count(): { sessions: number; persons: number }
}

/** `found`: who the segment holds; null: everyone. */
export function ofPersons(moment: Moment, project: number, found: Members | null): Chosen {
  const present = moment.present()
  const persons = new Uint8Array(present.length)
  if (found) for (let i = 0; i < present.length; i++) persons[i] = present[i] === project ? found[i]! : 0
  else for (let i = 0; i < present.length; i++) persons[i] = present[i] === project ? 1 : 0
  return {
    moment,
    persons,
    byPerson: true,
    sessions: () => {
      const { project: listed, person } = moment.sessions()
      const sessions = new Uint8Array(listed.length)
      for (let i = 0; i < listed.length; i++) if (listed[i] === project) sessions[i] = persons[person[i]!]!
      return sessions
    },
    count: () => {
      const visits = moment.visits()
      const count = { sessions: 0, persons: 0 }
      for (let i = 0; i < persons.length; i++) {
        if (persons[i] === 0) continue
        count.persons += 1
        count.sessions += visits[i]!
      }
      return count
    },
  }
}

export function ofSessions(moment: Moment, project: number, found: Members): Chosen {
  const present = moment.present()
  const { project: listed, person } = moment.sessions()
  const persons = new Uint8Array(present.length)
  const sessions = new Uint8Array(listed.length)
  const count = { sessions: 0, persons: 0 }
  for (let i = 0; i < listed.length; i++) {
    if (listed[i] !== project || found[i] === 0) continue
    sessions[i] = 1
    count.sessions += 1
    const who = person[i]!
    if (present[who] !== project || persons[who] === 1) continue
    persons[who] = 1
    count.persons += 1
  }
  return { moment, persons, byPerson: false, sessions: () => sessions, count: () => count }
}
