/** Where what is said of an element stands on the page. */
import type { Box } from './anchors.ts'

/** Labels stand above what they are about, where the page has room for them: px of the screen. */
const LABEL_PX = { above: 14, before: 4 }

export function labelClass(name: string, { left, top }: Box, scale: number): string {
  const low = top * scale < LABEL_PX.above ? ' low' : ''
  return `${name}${low}${left * scale < LABEL_PX.before ? ' inset' : ''}`
}

export function placed({ left, top, width, height }: Box): Record<string, string> {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
}
