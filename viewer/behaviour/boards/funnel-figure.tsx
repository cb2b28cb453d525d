import type { FunnelAnswer } from '../../../contract/behaviour/funnel.ts'
import type { TableCell } from '../../charts/DataTable.tsx'
import { FunnelBars } from '../../charts/FunnelBars.tsx'
import { go } from '../../location.ts'
import { funnelSides, groupName, groupSides, groupsOf } from '../funnel-sides.ts'
import { between, percent } from '../words.ts'
import type { Lead } from './lead.ts'

/** Of three steps there is room for so many groups beside each other; the table has all. */
const MOST_DRAWN = 4

/** A funnel on a board, and taken apart where it has a breakdown. */
export function funnelFigure({ sides }: FunnelAnswer, lead: Lead) {
  const steps = sides[0]?.steps.map(one => one.name) ?? []
  const groups = groupsOf(sides)
  const reached = (step: number, side: number, more = '') => `reached.${step}.${side}${more}`
  const inGroup = (group: string | null) => `.${JSON.stringify(group)}`
  const cell = (value: number, show: string): TableCell =>
    lead && value > 0 ? { value, href: lead({ show }) } : value
  const rows: TableCell[][] = steps.map((name, i) => [
    name,
    ...sides.flatMap(({ steps }, side) => [
      cell(steps[i]?.count ?? 0, reached(i, side)),
      percent(steps[i]?.ofFirst.share ?? null),
    ]),
    ...sides.flatMap((one, side) =>
      groups.map(group => {
        const own = one.groups.find(({ value }) => value === group)
        return cell(own?.counts[i] ?? 0, reached(i, side, inGroup(group)))
      }),
    ),
  ])
  const several = sides.length > 1
  return {
    note: sides
      .map(one => `${one.name}: ${percent(one.conversion.share)} (${between(one.conversion.interval)})`)
      .join(' · '),
    head: [
      'Step',
      ...sides.flatMap(one => [one.name, `${one.name}: share`]),
      ...sides.flatMap(one =>
        groups.map(group => (several ? `${one.name}, ${groupName(group)}` : groupName(group))),
      ),
    ],
    rows,
    drawing: (
      <>
        <FunnelBars
          label="Funnel"
          steps={steps}
          sides={funnelSides(sides)}
          {...(lead && { onBar: (step, side) => go(lead({ show: reached(step, side) })) })}
        />
        {groups.length > 0 &&
          sides.map((one, side) => (
            <FunnelBars
              key={one.name}
              label={`By group, ${one.name}`}
              steps={steps}
              sides={groupSides(one, groups.slice(0, MOST_DRAWN))}
              {...(lead && {
                onBar: (step, i) => go(lead({ show: reached(step, side, inGroup(groups[i] ?? null)) })),
              })}
            />
          ))}
      </>
    ),
  }
}
