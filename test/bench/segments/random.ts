/** Numbers that only look like chance: the same seed gives the same data (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const hex = (digits: number): string => {
    let text = ''
    while (text.length < digits)
      text += Math.floor(next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
    return text.slice(0, digits)
  }
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    hex,
    uuid: () => {
      const h = hex(32)
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`
    },
    /** Mean `mean`, many small ones. */
    exponential: (mean: number) => -mean * Math.log(1 - next()),
    /** Places 0..n-1, the first ones most often (Zipf). */
    ranked: (n: number, skew = 1) => {
      const ends: number[] = []
      let sum = 0
      for (let i = 1; i <= n; i++) {
        sum += 1 / i ** skew
        ends.push(sum)
      }
      return () => {
        const at = next() * sum
        let low = 0
        let high = n - 1
        while (low < high) {
          const middle = (low + high) >> 1
          if (ends[middle]! < at) low = middle + 1
          else high = middle
        }
        return low
      }
    },
  }
}
export type Random = ReturnType<typeof randomFrom>
