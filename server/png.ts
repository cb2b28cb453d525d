/** Pictures that browsers drew and sent: bytes are taken for a PNG only when they begin like one of a page. */
import { z } from 'zod'

export const pictureSchema = z.object({
  /** base64 */
  png: z.string(),
  width: z.int(),
  height: z.int(),
})
export type Picture = z.infer<typeof pictureSchema>

/** Eight bytes that begin every PNG, then the length and name of its first chunk (W3C PNG, 5.2 and 11.2.1). */
const SIGNATURE = Buffer.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
])
const WIDTH_AT = 16
const HEIGHT_AT = 20
/** px: no picture of a page is larger, as the viewer draws it. */
const LARGEST = 4_000

/** Null when the bytes are no PNG, or one too large to be a page's. */
export function readPng(png: string): Picture | null {
  const bytes = Buffer.from(png, 'base64')
  if (bytes.length < 30 || !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null
  const [width, height] = [bytes.readUInt32BE(WIDTH_AT), bytes.readUInt32BE(HEIGHT_AT)]
  if (width === 0 || height === 0 || width > LARGEST || height > LARGEST) return null
  return { png: bytes.toString('base64'), width, height }
}
