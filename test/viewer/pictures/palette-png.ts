/**
 * Writes a PNG with a palette, a byte a pixel: a third of what the same picture takes in full colour, which is all
 * that pngjs writes. Format: https://www.w3.org/TR/png-3/ (signature, IHDR, PLTE, IDAT, IEND).
 */
import { crc32, deflateSync } from 'node:zlib'
import type { Picture } from './few-colours.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function writePalettePng({ width, height, data }: Picture): Buffer {
  const palette = new Map<number, number>()
  // Each row begins with its filter: 0, none, which suits palettes.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = data.readUInt32BE((y * width + x) * 4) >>> 8
      let place = palette.get(colour)
      if (place === undefined) {
        place = palette.size
        palette.set(colour, place)
      }
      rows[y * (width + 1) + 1 + x] = place
    }
  }
  if (palette.size > 256) throw new Error(`${palette.size} colours; a palette holds 256.`)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits a pixel, which are places in the palette.
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.alloc(palette.size * 3)
  for (const [colour, place] of palette) colours.writeUIntBE(colour, place * 3, 3)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
