import type { PathAnswer } from '../../../contract/behaviour/path-flow.ts'
import type { TableCell } from '../../charts/DataTable.tsx'
import { FlowChart } from '../../charts/FlowChart.tsx'
import { go } from '../../location.ts'
import { counted } from '../../ui/words.ts'
import { nodeName, percent } from '../words.ts'
import type { Lead } from './lead.ts'

export function pathsFigure({ sides, direction }: PathAnswer, lead: Lead) {
  const through = (column: number, node: number, side: number) => `node.${column}.${node}.${side}`
  const rows: TableCell[][] = sides.flatMap(({ name, sessions, columns }, side) =>
    columns.flatMap((nodes, column) =>
      nodes.map((node, i): TableCell[] => [
        name,
        column + 1,
        nodeName(node),
        { value: node.sessions, href: lead?.({ show: through(column, i, side) }) },
        percent(sessions === 0 ? null : node.sessions / sessions),
      ]),
    ),
  )
  return {
    note: sides.map(one => `${one.name}: ${counted(one.sessions, 'session')}`).join(' · '),
    head: ['Who', 'Column', 'Place', 'Sessions', 'Share'],
    rows,
    drawing: (
      <>
        {sides.every(one => one.sessions === 0) && <p class="quiet">No session went this way.</p>}
        {sides.map(
          (one, side) =>
            one.sessions > 0 && (
              <FlowChart
                key={one.name}
                label={`Paths: ${one.name}`}
                columns={one.columns.map(nodes =>
                  nodes.map(node => ({
                    name: nodeName(node),
                    value: node.sessions,
                    pale: node.kind === 'end' || node.kind === 'others',
                  })),
                )}
                links={one.links}
                backwards={direction === 'before'}
                {...(lead && {
                  onNode: (column, node) => go(lead({ show: through(column, node, side) })),
                  onLink: i => {
                    const link = one.links[i]
                    if (link) go(lead({ show: `${through(link.column, link.from, side)}.${link.to}` }))
                  },
                })}
              />
            ),
        )}
      </>
    ),
  }
}
