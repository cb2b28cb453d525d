import { count } from '../ui/words.ts'
import type { Cell } from './export.ts'

/** A value as it is said, and where it leads; files get the value itself. */
export interface ToldCell {
  value: Cell
  said?: string | undefined
  href?: string | null | undefined
}
export type TableCell = Cell | ToldCell

export function plainValue(cell: TableCell): Cell {
  return cell !== null && typeof cell === 'object' ? cell.value : cell
}

interface DataTableProps {
  head: readonly string[]
  rows: readonly (readonly TableCell[])[]
}

/** The numbers of a chart: what the drawing shows, and leads to, by keyboard too. */
export function DataTable({ head, rows }: DataTableProps) {
  const numeric = head.map((_, j) => rows.some(row => typeof plainValue(row[j] ?? null) === 'number'))
  const look = (j: number) => (numeric[j] ? 'number' : '')
  return (
    <div class="table-card">
      <table class="rows">
        <thead>
          <tr>
            {head.map((one, j) => (
              <th key={j} scope="col" class={look(j)}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} class={look(j)}>
                  <Told cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Told({ cell }: { cell: TableCell }) {
  const { value, said, href }: ToldCell = cell !== null && typeof cell === 'object' ? cell : { value: cell }
  const words = said ?? (value === null ? '–' : typeof value === 'number' ? count(value) : value)
  // Behind nothing there is nobody.
  return href && value !== null && value !== 0 ? <a href={href}>{words}</a> : words
}
