/** At most 256 colours: the commonest of the picture, and for each other one the nearest of these. */

export interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Buffer
}

/** As many as a palette holds. */
const MOST = 256
/** Bits of a channel that are told apart: shades of a smooth edge fall together, plain areas stay within 4 of 255. */
const KEPT_BITS = 0xf8

export function fewColours({ width, height, data }: Picture): Picture {
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const colour = rounded(data, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .slice(0, MOST)
    .map(([colour]) => colour)
  const placed = new Map(palette.map(colour => [colour, colour]))
  const few = Buffer.alloc(data.length)
  for (let at = 0; at < data.length; at += 4) {
    const colour = rounded(data, at)
    let shown = placed.get(colour)
    if (shown === undefined) {
      shown = nearest(palette, colour)
      placed.set(colour, shown)
    }
    few.writeUInt32BE(shown * 256 + 255, at)
  }
  return { width, height, data: few }
}

/** RGB as one number; white stays white. */
function rounded(data: Buffer, at: number): number {
  const keep = (channel: number) => {
    const value = (data[at + channel] ?? 0) & KEPT_BITS
    return value | (value >> 5)
  }
  return keep(0) * 65_536 + keep(1) * 256 + keep(2)
}

function nearest(palette: number[], colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const one of palette) {
    const far = [16, 8, 0].reduce(
      (sum, bits) => sum + (((one >> bits) & 255) - ((colour >> bits) & 255)) ** 2,
      0,
    )
    if (far < least) [best, least] = [one, far]
  }
  return best
}
