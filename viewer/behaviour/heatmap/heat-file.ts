/** A heatmap as a drawing: the page as it is shown, with what lies over it, as one SVG. */
import { markupOf } from '../../picture/markup.ts'

interface Drawing {
  svg: string
  width: number
  height: number
}

/** What stands beside what in a drawing, and its name above it, px. */
const BESIDE_PX = 32
const NAME_PX = 40
/** As high as a label is. */
const LABEL_PX = 26

/** Null while there is no page to draw. `world`: the page at its own size, scaled for the screen. */
export function heatDrawing(world: HTMLElement): Drawing | null {
  const page = world.querySelector('iframe')?.contentDocument
  const size = { width: world.offsetWidth, height: world.offsetHeight }
  if (!page || size.width === 0 || size.height === 0) return null
  const markup = markupOf(page, size)
  if (markup === null) return null
  const over = [veilOf(world), canvasOf(world, size), ...overlayOf(world, size.width)].join('')
  return { svg: markup.replace(/<\/svg>$/, `${over}</svg>`), ...size }
}

/** Drawings side by side, each under its name where there are several. */
export function besideEachOther(drawings: readonly (Drawing & { name: string })[]): string | null {
  const [first] = drawings
  if (!first) return null
  if (drawings.length === 1) return first.svg
  const height = NAME_PX + Math.max(...drawings.map(one => one.height))
  const width =
    drawings.reduce((sum, one) => sum + one.width, 0) + BESIDE_PX * Math.max(0, drawings.length - 1)
  let left = 0
  const placed = drawings.map(({ svg, name, width: wide }) => {
    const own = svg.replace('<svg ', `<svg x="${left}" y="${NAME_PX}" `)
    const said = `<text x="${left}" y="${NAME_PX - 14}" font-family="sans-serif" font-size="20" font-weight="600">${escaped(name)}</text>`
    left += wide + BESIDE_PX
    return said + own
  })
  const ground = '<rect width="100%" height="100%" fill="#fff"/>'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${ground}${placed.join('')}</svg>`
}

function veilOf(world: HTMLElement): string {
  const veil = world.querySelector('.heat-veil')
  return veil ? `<rect width="100%" height="100%" fill="${getComputedStyle(veil).backgroundColor}"/>` : ''
}

function canvasOf(world: HTMLElement, { width, height }: { width: number; height: number }): string {
  const canvas = world.querySelector('canvas.heat-canvas')
  if (!(canvas instanceof HTMLCanvasElement) || canvas.hidden) return ''
  const size = `width="${width}" height="${height}" preserveAspectRatio="none"`
  return `<image href="${canvas.toDataURL('image/png')}" ${size}/>`
}

/** Boxes, bands and labels, where the browser put them: in px of the page. */
function overlayOf(world: HTMLElement, width: number): string[] {
  const { left, top, width: seen } = world.getBoundingClientRect()
  const scale = seen / width || 1
  const at = (element: Element) => {
    const box = element.getBoundingClientRect()
    return {
      ...{ x: (box.left - left) / scale, y: (box.top - top) / scale },
      ...{ width: box.width / scale, height: box.height / scale },
    }
  }
  const spans = [...world.querySelectorAll('.heat-boxes > span:not(.heat-pointed), .heat-lines > span')]
  return spans.map(span => {
    const label = span.matches('.heat-number') ? span : span.querySelector('b')
    const own = span === label ? '' : rect(at(span), getComputedStyle(span))
    return own + (label ? pill(at(label), label) : '')
  })
}

interface Place {
  x: number
  y: number
  width: number
  height: number
}

function rect({ x, y, width, height }: Place, style: CSSStyleDeclaration): string {
  const dashed = style.outlineStyle === 'dashed' || style.borderTopStyle === 'dashed'
  const edge = dashed ? 'stroke="#8b908f" stroke-dasharray="4 3"' : 'stroke="#fff" stroke-opacity="0.6"'
  const shape = `x="${x}" y="${y}" width="${width}" height="${Math.max(height, 1)}" rx="3"`
  return `<rect ${shape} fill="${style.backgroundColor}" ${edge}/>`
}

/** A label, its words in the middle of it. On the screen it keeps its size, in the file it goes by the page. */
function pill({ x, y, width, height }: Place, label: Element): string {
  const by = Math.min(1, LABEL_PX / Math.max(1, height))
  const [wide, high] = [width * by, height * by]
  const words = [...label.childNodes].map(node => node.textContent ?? '').join(' ')
  const top = y + height - high
  const box = `x="${x}" y="${top}" width="${wide}" height="${high}" rx="${high / 2}"`
  const text = `x="${x + wide / 2}" y="${top + high / 2}" text-anchor="middle" dominant-baseline="central"`
  const font = `font-family="sans-serif" font-size="${high * 0.6}" font-weight="600"`
  const said = escaped(words.replace(/\s+/g, ' ').trim())
  return `<rect ${box} fill="#14181e"/><text ${text} ${font} fill="#fff">${said}</text>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
