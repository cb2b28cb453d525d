/** A drawn chart as a file: SVG with its colours in it, or a picture of it. */
const STYLED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'fill-opacity',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
]
const SCALE = 2
const SVG = 'http://www.w3.org/2000/svg'
/** Room for the name above each of several drawings, px. */
const NAME_PX = 32

export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return ''
  const originals = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original)
    for (const name of STYLED) copies[i]?.setAttribute(name, style.getPropertyValue(name))
    copies[i]?.removeAttribute('class')
    copies[i]?.removeAttribute('style')
  }
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('xmlns', SVG)
  copy.setAttribute('width', String(Math.round(width)))
  copy.setAttribute('height', String(Math.round(height)))
  const ground = document.createElementNS(SVG, 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(ground)
  return new XMLSerializer().serializeToString(copy)
}

/** Drawings under each other as one: the parts of a chart of two segments. */
export function allDrawn(svgs: readonly SVGSVGElement[]): string | null {
  const [first] = svgs
  if (!first || svgs.length === 1) return first ? svgText(first) : null
  const sizes = svgs.map(svg => svg.getBoundingClientRect())
  const width = Math.max(...sizes.map(one => one.width))
  let height = 0
  const placed = svgs.map((svg, i) => {
    const name = svg.getAttribute('aria-label') ?? ''
    const top = height
    height += NAME_PX + (sizes[i]?.height ?? 0)
    const { color, fontFamily } = getComputedStyle(svg)
    const said = document.createElementNS(SVG, 'text')
    for (const [key, value] of Object.entries({
      ...{ x: '12', y: String(top + NAME_PX - 10), fill: color },
      ...{ 'font-family': fontFamily, 'font-size': '14', 'font-weight': '600' },
    }))
      said.setAttribute(key, value)
    said.textContent = name
    return (
      new XMLSerializer().serializeToString(said) +
      svgText(svg).replace('<svg ', `<svg y="${top + NAME_PX}" `)
    )
  })
  const ground = `<rect width="100%" height="100%" fill="${getComputedStyle(document.body).backgroundColor}"/>`
  return `<svg xmlns="${SVG}" width="${Math.round(width)}" height="${Math.round(height)}">${ground}${placed.join('')}</svg>`
}

/** Longer than this Chromium draws no canvas, px. */
const LONGEST_PX = 16_000

/** An SVG as a picture. */
export async function pngOf(svg: string, longest = LONGEST_PX): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()
  const { naturalWidth, naturalHeight } = picture
  const scale = Math.min(SCALE, longest / Math.max(naturalWidth, naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(naturalWidth * scale)
  canvas.height = Math.floor(naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The browser made no picture of the chart.')
  return blob
}

export type Cell = string | number | null

/** As RFC 4180 writes it. A cell that a spreadsheet would run as a formula is kept a text. */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell): string => {
    if (value === null) return ''
    const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [head, ...rows].map(row => row.map(cell).join(',')).join('\r\n')
}

export function save(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
