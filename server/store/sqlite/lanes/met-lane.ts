/** What was met, each thing once and when it was first: all that counts of people need. */

/** The things of the i-th are at [starts[i], starts[i + 1]), in no particular order. */
export interface MetLane {
  starts: Uint32Array
  /** Keys, none higher than `most`. */
  thing: Uint16Array | Uint32Array
  most: number
  /** epoch ms = base + at */
  base: number
  at: Uint32Array | Float64Array
}

/** Takes one meeting after the other; those of one time and again, too. */
export interface MetSink {
  add(who: number, thing: number, at: number): void
  /** Of so many; then the sink is empty again. */
  lane(count: number): MetLane
}

const WIDEST_MS = 2 ** 32 - 1
const FIRST_ROOM = 16_384

export function metSink(): MetSink {
  let size = 0
  let who = new Uint32Array(FIRST_ROOM)
  let thing = new Uint32Array(FIRST_ROOM)
  let at = new Float64Array(FIRST_ROOM)
  const grow = () => {
    const [wider, things, times] = [
      new Uint32Array(2 * size),
      new Uint32Array(2 * size),
      new Float64Array(2 * size),
    ]
    wider.set(who)
    things.set(thing)
    times.set(at)
    who = wider
    thing = things
    at = times
  }
  return {
    add: (whose, what, time) => {
      if (size === who.length) grow()
      who[size] = whose
      thing[size] = what
      at[size] = time
      size += 1
    },
    lane: count => {
      const all = { who: who.subarray(0, size), thing: thing.subarray(0, size), at: at.subarray(0, size) }
      size = 0
      return narrow(eachOnce(all, count))
    },
  }
}

interface Columns {
  thing: Uint32Array
  at: Float64Array
}

/** Those of one beside each other, each thing at its first time. */
function eachOnce({ who, thing, at }: Columns & { who: Uint32Array }, count: number) {
  const next = new Uint32Array(count + 1)
  let most = 0
  for (let i = 0; i < who.length; i++) {
    next[who[i]! + 1]! += 1
    if (thing[i]! > most) most = thing[i]!
  }
  for (let i = 1; i <= count; i++) next[i]! += next[i - 1]!
  const order = new Uint32Array(who.length)
  const ends = next.slice()
  for (let i = 0; i < who.length; i++) {
    order[ends[who[i]!]!] = i
    ends[who[i]!]! += 1
  }
  const starts = new Uint32Array(count + 1)
  const found: Columns = { thing: new Uint32Array(who.length), at: new Float64Array(who.length) }
  /** By thing, place + 1 where it was put last. */
  const put = new Uint32Array(most + 1)
  let size = 0
  for (let i = 0; i < count; i++) {
    const first = size
    for (let n = next[i]!; n < next[i + 1]!; n++) {
      const place = order[n]!
      const what = thing[place]!
      const known = put[what]! - 1
      if (known >= first) {
        if (at[place]! < found.at[known]!) found.at[known] = at[place]!
        continue
      }
      found.thing[size] = what
      found.at[size] = at[place]!
      size += 1
      put[what] = size
    }
    starts[i + 1] = size
  }
  return { starts, thing: found.thing.subarray(0, size), at: found.at.subarray(0, size), most }
}

function narrow({ starts, thing, at, most }: ReturnType<typeof eachOnce>): MetLane {
  let base = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < at.length; i++) {
    if (at[i]! < base) base = at[i]!
    if (at[i]! > last) last = at[i]!
  }
  const times = last - base > WIDEST_MS ? new Float64Array(at.length) : new Uint32Array(at.length)
  for (let i = 0; i < at.length; i++) times[i] = at[i]! - base
  return { starts, thing: most < 2 ** 16 ? Uint16Array.from(thing) : thing.slice(), most, base, at: times }
}

export function bytesOfMet({ starts, thing, at }: MetLane): number {
  return starts.byteLength + thing.byteLength + at.byteLength
}
