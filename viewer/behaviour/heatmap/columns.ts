/** Cells of a heatmap as they come over the wire, unpacked. */
import type { HeatCells } from '../../../contract/behaviour/heatmap.ts'

export interface Cells {
  count: number
  element: Uint16Array
  width: Uint16Array
  x: Uint16Array
  y: Uint16Array
  across: Uint16Array
  down: Uint16Array
  n: Uint32Array
}

export function unpack(cells: HeatCells): Cells {
  return {
    count: cells.count,
    element: new Uint16Array(bytes(cells.element)),
    width: new Uint16Array(bytes(cells.width)),
    x: new Uint16Array(bytes(cells.x)),
    y: new Uint16Array(bytes(cells.y)),
    across: new Uint16Array(bytes(cells.across)),
    down: new Uint16Array(bytes(cells.down)),
    n: new Uint32Array(bytes(cells.n)),
  }
}

function bytes(text: string): ArrayBuffer {
  const raw = atob(text)
  const out = new Uint8Array(raw.length)
  for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i)
  return out.buffer
}
