import './charts.css'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { wordsOf } from '../remote.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { say } from '../ui/toast.ts'
import { type Cell, csvText, pngOf, save, svgText } from './export.ts'

interface ChartCardProps {
  title: string
  note?: ComponentChildren
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** Whether there is a drawing to save; a table alone has none. */
  drawn?: boolean
  /** Not shown when what is drawn is a table already. */
  table?: boolean
  actions?: ComponentChildren
  children: ComponentChildren
}

/** A chart with the table behind it, and both as files. */
export function ChartCard({
  title,
  note,
  head,
  rows,
  drawn = true,
  table = true,
  actions,
  children,
}: ChartCardProps) {
  const body = useRef<HTMLDivElement>(null)
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'chart'
  const drawing = () => body.current?.querySelector('svg.chart')
  const saveSvg = () => {
    const svg = drawing()
    if (svg instanceof SVGSVGElement) save(`${name}.svg`, new Blob([svgText(svg)], { type: 'image/svg+xml' }))
  }
  const savePng = () => {
    const svg = drawing()
    if (!(svg instanceof SVGSVGElement)) return
    pngOf(svg).then(
      blob => save(`${name}.png`, blob),
      cause => say(wordsOf(cause)),
    )
  }
  const saveCsv = () => save(`${name}.csv`, new Blob([csvText(head, rows)], { type: 'text/csv' }))
  return (
    <figure class="card chart-card">
      <figcaption>
        <h2>{title}</h2>
        {note && <span class="quiet">{note}</span>}
        <span class="end">
          {actions}
          <Popover label={`Save “${title}”`} icon="download" side="right" class="quietly">
            {close => (
              <>
                {[
                  { label: 'Numbers (CSV)', act: saveCsv, shown: true },
                  { label: 'Picture (PNG)', act: savePng, shown: drawn },
                  { label: 'Drawing (SVG)', act: saveSvg, shown: drawn },
                ]
                  .filter(one => one.shown)
                  .map(({ label, act }) => (
                    <button
                      key={label}
                      type="button"
                      class="menu-item"
                      onClick={() => {
                        act()
                        close()
                      }}
                    >
                      <Icon name="download" />
                      {label}
                    </button>
                  ))}
              </>
            )}
          </Popover>
        </span>
      </figcaption>
      <div ref={body}>{children}</div>
      {table && (
        <details class="chart-table">
          <summary>As a table</summary>
          <div class="table-card">
            <table class="rows">
              <thead>
                <tr>
                  {head.map(one => (
                    <th key={one} scope="col">
                      {one}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, i) => (
                  <tr key={i}>
                    {row.map((cell, j) => (
                      <td key={j} class={typeof cell === 'number' ? 'number' : ''}>
                        {cell ?? '–'}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  )
}
