/** How often each person (or in each session) something was done: one pass over lanes, arrays by key. */
import type { Count } from '../../../../contract/segment/values.ts'
import { counted } from '../../../segment/judge.ts'
import type { Sessions } from './columns.ts'
import type { Lane } from './lane.ts'
import type { Span } from './moment.ts'

/** 1 for those who are in. */
export type Members = Uint8Array

export function countByPerson(
  lanes: Lane[],
  owners: Int32Array,
  persons: number,
  { from, to }: Span,
): Uint32Array {
  const counts = new Uint32Array(persons)
  for (const { count, base, at, ident } of lanes) {
    const first = from - base
    const last = to - base
    for (let i = 0; i < count; i++) {
      const time = at[i]!
      if (time >= first && time <= last) counts[owners[ident[i]!]!]! += 1
    }
  }
  return counts
}

/** When each person did it for the first time; infinite: never. */
export function firstByPerson(lanes: Lane[], owners: Int32Array, persons: number): Float64Array {
  const firsts = new Float64Array(persons).fill(Number.POSITIVE_INFINITY)
  for (const { count, base, at, ident } of lanes) {
    for (let i = 0; i < count; i++) {
      const person = owners[ident[i]!]!
      const time = at[i]! + base
      if (time < firsts[person]!) firsts[person] = time
    }
  }
  return firsts
}

/** When each person did it for the last time until a time; negatively infinite: never. */
export function lastByPerson(
  lanes: Lane[],
  owners: Int32Array,
  persons: number,
  until: number,
): Float64Array {
  const lasts = new Float64Array(persons).fill(Number.NEGATIVE_INFINITY)
  for (const { count, base, at, ident } of lanes) {
    for (let i = 0; i < count; i++) {
      const person = owners[ident[i]!]!
      const time = at[i]! + base
      if (time <= until && time > lasts[person]!) lasts[person] = time
    }
  }
  return lasts
}

/** Events of a session count when they are of its person. */
export function countBySession(lanes: Lane[], owners: Int32Array, { person }: Sessions): Uint32Array {
  const counts = new Uint32Array(person.length)
  for (const lane of lanes) {
    const { session } = lane.cold()
    for (let i = 0; i < lane.count; i++) {
      const key = session[i]!
      if (key !== 0 && person[key] === owners[lane.ident[i]!]) counts[key]! += 1
    }
  }
  return counts
}

export function thoseCounted(count: Count, counts: Uint32Array): Members {
  const members = new Uint8Array(counts.length)
  const { n } = count
  switch (count.op) {
    case 'at-least':
      for (let i = 0; i < counts.length; i++) members[i] = counts[i]! >= n ? 1 : 0
      return members
    case 'at-most':
      for (let i = 0; i < counts.length; i++) members[i] = counts[i]! <= n ? 1 : 0
      return members
    case 'exactly':
      for (let i = 0; i < counts.length; i++) members[i] = counts[i] === n ? 1 : 0
      return members
  }
}

/** `from` with a function goes through an iterator: ten times as slow. */
export function membersWhere(length: number, holds: (key: number) => boolean): Members {
  const members = new Uint8Array(length)
  for (let key = 0; key < length; key++) if (holds(key)) members[key] = 1
  return members
}

export function everyone(length: number, holds: boolean): Members {
  return new Uint8Array(length).fill(holds ? 1 : 0)
}

export function none(count: Count, length: number): Members {
  return everyone(length, counted(count, 0))
}

export function opposite(members: Members): Members {
  return members.map(one => 1 - one)
}

export function combined(kind: 'and' | 'or', parts: Members[]): Members {
  const members = parts[0]!.slice()
  for (const part of parts.slice(1)) {
    if (kind === 'and') for (let i = 0; i < members.length; i++) members[i]! &= part[i]!
    else for (let i = 0; i < members.length; i++) members[i]! |= part[i]!
  }
  return members
}
