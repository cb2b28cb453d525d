import './charts.css'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { counted } from '../ui/words.ts'
import { DataTable, plainValue, type TableCell } from './DataTable.tsx'
import { allDrawn, csvText } from './export.ts'
import { SaveMenu } from './SaveMenu.tsx'

interface ChartCardProps {
  title: string
  note?: ComponentChildren
  head: readonly string[]
  rows: readonly (readonly TableCell[])[]
  /** Whether there is a drawing to save; a table alone has none. */
  drawn?: boolean
  /** The drawing as an SVG, where it is none itself; null while it is not there. */
  drawing?: (() => string | null) | undefined
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
  drawing,
  table = true,
  actions,
  children,
}: ChartCardProps) {
  const body = useRef<HTMLDivElement>(null)
  const asSvg = () => {
    if (drawing) return drawing()
    const svgs = [...(body.current?.querySelectorAll('svg.chart') ?? [])]
    return allDrawn(svgs.filter(one => one instanceof SVGSVGElement))
  }
  return (
    <figure class="card chart-card">
      <figcaption>
        <h2>{title}</h2>
        {note && <span class="quiet">{note}</span>}
        <span class="end">
          {actions}
          <SaveMenu
            title={title}
            csv={() =>
              csvText(
                head,
                rows.map(row => row.map(plainValue)),
              )
            }
            svg={drawn ? asSvg : null}
          />
        </span>
      </figcaption>
      <div ref={body}>{children}</div>
      {table && (
        <details class="chart-table">
          <summary>
            As a table <span class="quiet">· {counted(rows.length, 'row')}</span>
          </summary>
          <DataTable head={head} rows={rows} />
        </details>
      )}
    </figure>
  )
}
