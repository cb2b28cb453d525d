/** What was worked out of slices, kept by a thread as long as there is room for it. */
import { totalmem } from 'node:os'

const MB = 2 ** 20
/** Bytes of memory there are: of the container (0: it has no limit), of the machine. */
const MEMORY = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem())
/** Of all that a thread keeps so: of a million sessions in three months, a month takes 70 MB. */
const MOST_BYTES = Math.min(256 * MB, Math.max(96 * MB, MEMORY / 96))

interface Kept {
  version: number
  value: unknown
  bytes: number
  used: number
}

/** Bytes that several keepers share. */
export interface Room {
  left: number
  looks: number
  readonly all: Set<Map<number, Kept>>
}

export function roomForSlices(bytes = MOST_BYTES): Room {
  return { left: bytes, looks: 0, all: new Set() }
}

/** A slice is made by another hand whenever it is of another version, or was not kept. */
export interface Keeper<V> {
  of(slice: number, version: number, make: () => V): V
}

/**
 * A question that asks for more than there is room for finds what it found first kept the next time, instead of what it
 * found last, which would be in nobody's way until then.
 */
export function keeperIn<V>(room: Room, bytesOf: (value: V) => number): Keeper<V> {
  const own = new Map<number, Kept & { value: V }>()
  room.all.add(own)
  const drop = (from: Map<number, Kept>, slice: number) => {
    const found = from.get(slice)
    if (!found) return
    from.delete(slice)
    room.left += found.bytes
  }
  /** Drops what was not looked for while twice as many were as there are. */
  const makeRoom = (bytes: number) => {
    let kept = 0
    for (const one of room.all) kept += one.size
    for (const one of room.all) {
      for (const [slice, { used }] of one) {
        if (room.left >= bytes || room.looks - used < 2 * kept) break
        drop(one, slice)
      }
    }
  }
  return {
    of: (slice, version, make) => {
      room.looks += 1
      const found = own.get(slice)
      if (found?.version === version) {
        // Last in the order of use.
        own.delete(slice)
        found.used = room.looks
        own.set(slice, found)
        return found.value
      }
      drop(own, slice)
      const value = make()
      const bytes = bytesOf(value)
      if (room.left < bytes) makeRoom(bytes)
      if (room.left >= bytes) {
        room.left -= bytes
        own.set(slice, { version, value, bytes, used: room.looks })
      }
      return value
    },
  }
}
