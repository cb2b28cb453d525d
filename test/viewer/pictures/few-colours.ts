/** Rounds every channel to few levels: small files, and no difference where a shade is one off. */
import type { PNG } from 'pngjs'

/** Of green, which the eye tells best, one more. 252 colours: a palette holds 256. */
const LEVELS = [6, 7, 6] as const

export interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Buffer
}

export function fewColours({ width, height, data }: Pick<PNG, 'width' | 'height' | 'data'>): Picture {
  const rounded = Buffer.alloc(data.length, 255)
  for (let at = 0; at < data.length; at += 4) {
    for (const [channel, levels] of LEVELS.entries()) {
      const value = data[at + channel] ?? 0
      rounded[at + channel] = Math.round((Math.round((value * (levels - 1)) / 255) * 255) / (levels - 1))
    }
  }
  return { width, height, data: rounded }
}
