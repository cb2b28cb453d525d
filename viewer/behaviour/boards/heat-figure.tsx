import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import type { TableCell } from '../../charts/DataTable.tsx'
import { counted } from '../../ui/words.ts'
import { between, percent } from '../words.ts'
import { HeatRows } from './HeatRows.tsx'
import type { Lead } from './lead.ts'

/** A heatmap on a board by element, in numbers: the table behind its picture. */
export function heatFigure(list: HeatList, lead: Lead) {
  const rows: TableCell[][] = list.elements.map(({ name, element, sides }) => [
    name,
    ...sides.flatMap(({ saw, sessions, clicks, interval }, i): TableCell[] => {
      const behind = (number: string, n: number) =>
        n > 0 ? lead?.({ element, number, side: i === 1 ? 'b' : null }) : undefined
      return [
        { value: saw, href: behind('saw', saw) },
        { value: percent(saw === 0 ? null : sessions / saw), href: behind('clicked', sessions) },
        between(interval),
        { value: clicks, href: behind('clicks', clicks) },
      ]
    }),
  ])
  const head = list.sides.flatMap(({ name }) => [
    `${name}: saw it`,
    `${name}: clicked it`,
    `${name}: 95%`,
    `${name}: clicks`,
  ])
  return {
    note: `Of the sessions that saw an element, those that clicked it. ${list.sides.map(one => `${one.name}: ${counted(one.sessions, 'session')}`).join(' · ')}`,
    head: ['Element', ...head],
    rows,
    drawing: <HeatRows list={list} lead={lead} />,
  }
}
