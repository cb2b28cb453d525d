/** The part of the port (port.ts) that counts events by name. */
import type { Source } from '../../contract/event.ts'
import type { Question } from '../segment/question.ts'

/** Events in [from, to); of a segment those of its persons. */
export interface TallyQuery {
  project: string
  question?: Question
  from?: number
  to?: number
  limit: number
}

export interface EventTally {
  name: string
  /** Whether segments can ask for it by this name; else it is the type. */
  named: boolean
  count: number
  persons: number
  firstSeen: number
  lastSeen: number
  /** By day (epoch ms of its beginning, UTC), in order; days without are left out. */
  days: { day: number; count: number }[]
  /** Most frequent first. */
  sources: { source: Source; count: number }[]
}
