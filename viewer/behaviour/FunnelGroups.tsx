import type { FunnelAnswer, FunnelInput, FunnelSide } from '../../contract/behaviour/funnel.ts'
import { SESSION_FIELDS } from '../../contract/fields.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { MOST_FILLS } from '../charts/Fills.tsx'
import { FunnelBars } from '../charts/FunnelBars.tsx'
import { go, here } from '../location.ts'
import { count } from '../ui/words.ts'
import { Behind } from './Behind.tsx'
import { groupName, groupOf, groupSides, groupsOf } from './funnel-sides.ts'
import { between, percent } from './words.ts'

/** A funnel taken apart: the largest groups drawn beside each other, all of them in the table. */
export function FunnelGroups({
  value: { sides },
  by,
}: {
  value: FunnelAnswer
  by: FunnelInput['breakdown']
}) {
  const [first] = sides
  if (!first) return null
  const all = groupsOf(sides)
  const drawn = all.slice(0, MOST_FILLS)
  const steps = first.steps.map(one => one.name)
  const several = sides.length > 1
  return (
    <ChartCard
      title={`By group${byWords(by)}`}
      note={noteOf(all.length, drawn.length, Math.max(...sides.map(one => one.otherGroups)))}
      head={['Group', ...(several ? ['Who'] : []), ...steps, 'Conversion', 'Its interval (95%)']}
      rows={all.flatMap(group =>
        sides.map(side => {
          const own = groupOf(side, group)
          return [
            groupName(group),
            ...(several ? [side.name] : []),
            ...steps.map((_, i) => own?.counts[i] ?? null),
            percent(own?.conversion.share ?? null),
            between(own?.conversion.interval ?? null),
          ]
        }),
      )}
      table={false}
    >
      {sides.map((side, nth) => (
        <div key={side.name}>
          {several && <h3 class="group-side">{side.name}</h3>}
          <FunnelBars
            label={`By group${several ? `, ${side.name}` : ''}: ${drawn.map(group => `${groupName(group)} ${percent(groupOf(side, group)?.conversion.share ?? null)}`).join(', ')}`}
            steps={steps}
            sides={groupSides(side, drawn)}
            onBar={(step, i) => go(behind(step, nth, drawn[i] ?? null), 'replace')}
          />
        </div>
      ))}
      <GroupTable all={all} sides={sides} steps={steps} />
    </ChartCard>
  )
}

interface GroupTableProps {
  all: readonly (string | null)[]
  sides: readonly FunnelSide[]
  steps: readonly string[]
}

function GroupTable({ all, sides, steps }: GroupTableProps) {
  return (
    <div class="table-card funnel-table">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Group</th>
            {sides.length > 1 && <th scope="col">Who</th>}
            {steps.map((name, i) => (
              <th key={i} scope="col" class="number">
                {name}
              </th>
            ))}
            <th scope="col">Conversion (95%)</th>
          </tr>
        </thead>
        <tbody>
          {all.flatMap(group =>
            sides.map((side, nth) => {
              const own = groupOf(side, group)
              return (
                <tr key={JSON.stringify([group, nth])}>
                  <th scope="row">{nth === 0 && groupName(group)}</th>
                  {sides.length > 1 && <td>{side.name}</td>}
                  {steps.map((_, i) => (
                    <td key={i} class="number">
                      {own ? <Reached n={own.counts[i] ?? 0} href={behind(i, nth, group)} /> : '–'}
                    </td>
                  ))}
                  <td>
                    <b>{percent(own?.conversion.share ?? null)}</b>
                    <small>{own && between(own.conversion.interval)}</small>
                  </td>
                </tr>
              )
            }),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** Behind nothing there is nobody. */
function Reached({ n, href }: { n: number; href: string }) {
  return <Behind href={n > 0 ? href : undefined}>{count(n)}</Behind>
}

/** By what, behind the title. */
function byWords(by: FunnelInput['breakdown']): string {
  switch (by?.by) {
    case 'field':
      return `: ${SESSION_FIELDS[by.field]?.label ?? by.field}`
    case 'property':
      return `: ${by.path.join('.')}`
    case 'trait':
      return `: ${by.trait}`
    case 'segments':
      return ': saved segments'
    case undefined:
      return ''
  }
}

function behind(step: number, side: number, group: string | null): string {
  return here({ show: `reached.${step}.${side}.${JSON.stringify(group)}` })
}

function noteOf(groups: number, drawn: number, others: number): string {
  const told =
    drawn < groups ? `The ${drawn} largest are drawn, ${groups} stand in the table` : 'Largest first'
  return others > 0 ? `${told}; ${count(others)} smaller ones are in neither` : told
}
