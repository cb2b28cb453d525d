import type { HeatCells } from '../../../../contract/behaviour/heatmap.ts'
import type { CellColumns } from '../../../store/heatmap-port.ts'

/** Columns as text: a million numbers of JSON would take the viewer longer than to draw them. */
export function cellsOf({ element, width, x, y, across, down, n }: CellColumns): HeatCells {
  return {
    count: n.length,
    element: base64(element),
    width: base64(width),
    x: base64(x),
    y: base64(y),
    across: base64(across),
    down: base64(down),
    n: base64(n),
  }
}

function base64({ buffer, byteOffset, byteLength }: Uint16Array | Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
