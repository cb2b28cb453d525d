/** Kept pictures: halved, in few colours, compared with a tolerance. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { fewColours } from './few-colours.ts'
import { writePalettePng } from './palette-png.ts'

const FOLDER = fileURLToPath(new URL('./kept', import.meta.url))
/** Colour distance from which a pixel differs, 0 to 1; the rounding of `fewColours` is far below it. */
const THRESHOLD = 0.15
/** Share of pixels that may differ. A new tab of a row of tabs is 0.0009 of a screen. */
const TOLERANCE = 0.0005

export const renewing = process.env.PICTURES === 'renew'

export type Verdict = { same: true } | { same: false; why: string; actual: Buffer; difference?: Buffer }

export function keep(name: string, picture: Buffer): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${name}.png`), writePalettePng(fewColours(PNG.sync.read(picture))))
}

export function compare(name: string, picture: Buffer): Verdict {
  const file = join(FOLDER, `${name}.png`)
  if (!existsSync(file)) return { same: false, why: 'no picture of it is kept', actual: picture }
  const kept = PNG.sync.read(readFileSync(file))
  const now = PNG.sync.read(picture)
  const { width, height } = kept
  if (now.width !== width || now.height !== height) {
    return {
      same: false,
      why: `it is ${now.width} x ${now.height}, not ${width} x ${height}`,
      actual: picture,
    }
  }
  const difference = new PNG({ width, height })
  const differing = pixelmatch(kept.data, now.data, difference.data, width, height, { threshold: THRESHOLD })
  const share = differing / (width * height)
  if (share <= TOLERANCE) return { same: true }
  const why = `${(share * 100).toFixed(2)}% of its pixels differ; ${TOLERANCE * 100}% may`
  return { same: false, why, actual: picture, difference: PNG.sync.write(difference) }
}

const FONTS = join(FOLDER, 'fonts.txt')
export const keptFonts = (): string | null => (existsSync(FONTS) ? readFileSync(FONTS, 'utf8').trim() : null)
export const keepFonts = (fonts: string): void => {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(FONTS, `${fonts}\n`)
}
