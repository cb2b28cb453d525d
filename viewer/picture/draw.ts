/** Draws the page of a frame as a PNG, in this browser alone: nothing is asked of any server for it. */
import { markupOf, type Size } from './markup.ts'

/** As wide as those who show a link's picture want it (Open Graph recommends 1200). */
const WIDTH = 1200
/** Of what is very tall, the upper part, px. */
const TALLEST = 1500
/** Letters of markup; more would take seconds to draw. */
const LONGEST = 30_000_000

/** Null when the page has nothing to draw, or too much of it. */
export async function drawPage(page: Document, size: Size): Promise<Blob | null> {
  if (size.width < 1 || size.height < 1) return null
  const markup = markupOf(page, size)
  if (markup === null || markup.length > LONGEST) return null
  const image = new Image()
  // A data address: Chromium calls a canvas tainted that drew a foreignObject out of a blob.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`
  await image.decode()
  const scale = Math.min(1, WIDTH / size.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(size.width * scale))
  canvas.height = Math.max(1, Math.min(TALLEST, Math.round(size.height * scale)))
  const context = canvas.getContext('2d')
  if (!context) return null
  context.drawImage(image, 0, 0, size.width * scale, size.height * scale)
  return new Promise(done => canvas.toBlob(done, 'image/png'))
}
