import type { Source } from '../../contract/rrweb.ts'
import type { Watch } from './watch.ts'

/** Written out: importing it would make the constants a file of their own, fetched by every page. */
const CANVAS: typeof Source.CanvasMutation = 9
/** Quality of the pictures: what was drawn can be told, and a frame stays a few kB. */
const QUALITY = 0.4
const TYPE = 'image/webp'

function toBase64(bytes: ArrayBuffer): string {
  let text = ''
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte)
  return btoa(text)
}

/**
 * Pictures of the page's canvases, as rrweb's canvas events; a canvas that shows what it showed is left out.
 * Loaded only where a project asks for it. Canvases of other origins' pictures cannot be read, and stay empty.
 */
export function watchCanvases({ tell, known, masks, guard }: Watch, fps: number): () => void {
  const shown = new WeakMap<HTMLCanvasElement, string>()
  const busy = new WeakSet<HTMLCanvasElement>()

  const keep = async (canvas: HTMLCanvasElement, blob: Blob | null) => {
    busy.delete(canvas)
    if (!blob) return
    const base64 = toBase64(await blob.arrayBuffer())
    if (shown.get(canvas) === base64) return
    shown.set(canvas, base64)
    const picture = {
      rr_type: 'ImageBitmap',
      args: [{ rr_type: 'Blob', data: [{ rr_type: 'ArrayBuffer', base64 }], type: blob.type }],
    }
    const { width, height } = canvas
    tell(() => ({
      source: CANVAS,
      id: known.idOf(canvas),
      type: 0,
      commands: [
        { property: 'clearRect', args: [0, 0, width, height] },
        { property: 'drawImage', args: [picture, 0, 0] },
      ],
    }))
  }
  const look = guard(() => {
    for (const canvas of document.querySelectorAll('canvas')) {
      if (busy.has(canvas) || known.idOf(canvas) < 0 || !canvas.width || !canvas.height) continue
      if (masks.regions.at(canvas) === 'mask') continue
      busy.add(canvas)
      try {
        canvas.toBlob(blob => void keep(canvas, blob), TYPE, QUALITY)
      } catch {
        // Tainted by another origin's picture: it stays in `busy`, and is not asked again.
      }
    }
  })
  // A WebGL canvas holds its picture only until the frame is shown.
  const timer = setInterval(() => requestAnimationFrame(() => look()), 1_000 / fps)
  return () => clearInterval(timer)
}
