import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import type { Cell } from '../../charts/export.ts'
import { counted } from '../../ui/words.ts'
import { between, percent } from '../words.ts'
import { HeatRows } from './HeatRows.tsx'

/** A heatmap on a board by element, in numbers: the table behind its picture. */
export function heatFigure(list: HeatList) {
  const rows: Cell[][] = list.elements.map(one => [
    one.name,
    ...one.sides.flatMap(({ saw, sessions, clicks, interval }) => [
      saw,
      percent(saw === 0 ? null : sessions / saw),
      between(interval),
      clicks,
    ]),
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
    drawing: <HeatRows list={list} />,
  }
}
