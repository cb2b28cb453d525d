// Seeded numbers: the same seed makes the same people with the same habits, on every machine.
export interface Random {
  // in [0, 1)
  next(): number
  // a whole number, both ends included
  between(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
}

// mulberry32: 32 bits of state, good enough to scatter visitors
export function seeded(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: share => next() < share,
    pick: from => {
      const picked = from[between(0, from.length - 1)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
  }
}
