import type { NewEvent } from '../../../contract/event.ts'
import type { ChangeRow, LiveLine, SizeRow } from '../live-port.ts'
import type { Membership } from '../membership.ts'

/** Live memberships, as plain maps. */
export interface LiveMemory {
  /** By project. */
  places: Map<string, { place: string | null; walk: string | null }>
  /** By project and segment, oldest first. */
  lines: Map<string, LiveLine[]>
  /** By project, segment, line, person. */
  memberships: Map<string, Membership & { project: string; segment: string; line: number; person: string }>
  /** By project and person. */
  persons: Map<string, { project: string; person: string; judgedAt: number; due: number | null }>
  changes: (ChangeRow & { project: string; segment: string; key: number })[]
  sizes: (SizeRow & { project: string; segment: string })[]
  announced: { project: string; person: string; place: number; event: NewEvent }[]
  /** By project and session. */
  tags: Map<string, string[]>
  /** Of each project: what each person's history was when last looked at, and who changed since, numbered. */
  looks: Map<string, { seen: Map<string, string>; log: Map<string, number>; gone: number; last: number }>
  /** Numbers given out. */
  made: number
}

export function emptyLive(): LiveMemory {
  return {
    places: new Map(),
    lines: new Map(),
    memberships: new Map(),
    persons: new Map(),
    changes: [],
    sizes: [],
    announced: [],
    tags: new Map(),
    looks: new Map(),
    made: 0,
  }
}
