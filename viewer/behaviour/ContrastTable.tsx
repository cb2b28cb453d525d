import type { ContrastRow, Met } from '../../contract/behaviour/funnel.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../contract/frustration/frustration.ts'
import { KINDS as FINDINGS } from '../frustration/kinds.ts'
import { Notice } from '../ui/State.tsx'
import { count } from '../ui/words.ts'
import { Behind } from './Behind.tsx'
import { percent, points } from './words.ts'

interface ContrastTableProps {
  rows: readonly ContrastRow[]
  first: string
  second: string
  of: readonly [number, number]
  enough: boolean
  /** Whose sessions are behind a share. */
  behind?: (row: ContrastRow, side: 0 | 1) => string
  /** How many it is of: behind the share are as many. */
  counted?: boolean
}

export const MET_KINDS = {
  event: 'Event',
  page: 'Page',
  element: 'Element',
  frustration: 'Frustration',
  property: 'Property',
}

/** What is certain first; what is not is said to be so, and stays pale. */
export function ContrastTable({ rows, first, second, of, enough, behind, counted }: ContrastTableProps) {
  const certain = rows.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const shown = [
    ...certain,
    ...rows.filter(one => !certain.includes(one)).slice(0, Math.max(0, 12 - certain.length)),
  ]
  return (
    <>
      {!enough && (
        <Notice>There are too few on one side for a conclusion: at least 10 are needed on both.</Notice>
      )}
      {enough && certain.length === 0 && (
        <Notice>Nothing differs for certain: what there is, chance would explain.</Notice>
      )}
      <div class="table-card">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">What they met</th>
              <th scope="col" class="number">
                {first}
              </th>
              <th scope="col" class="number">
                {second}
              </th>
              <th scope="col">Difference (95%)</th>
              <th scope="col">Certainty</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(one => (
              <tr
                key={`${one.kind} ${one.name} ${one.detail}`}
                class={certain.includes(one) ? '' : 'uncertain'}
              >
                <td>
                  <span class={`chip ${one.kind === 'frustration' ? 'bad' : ''}`}>{MET_KINDS[one.kind]}</span>{' '}
                  <b title={one.detail}>{calledOf(one)}</b>
                </td>
                {([one.first, one.second] as const).map((met, side) => (
                  <td key={side} class="number">
                    <Behind href={met > 0 ? behind?.(one, side === 0 ? 0 : 1) : undefined}>
                      {percent(share(met, of[side === 0 ? 0 : 1]))}
                    </Behind>
                    {counted && (
                      <small>
                        {count(met)} of {count(of[side === 0 ? 0 : 1])}
                      </small>
                    )}
                  </td>
                ))}
                <td>
                  <Whisker one={one} />
                  {points(one.difference)}
                  <small>
                    {points(one.low)} to {points(one.high)}
                  </small>
                </td>
                <td>{words(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

export function calledOf({ kind, name, detail }: Met): string {
  if (kind === 'frustration') {
    const found = FRUSTRATION_KINDS.find(one => one === name)
    return found ? FINDINGS[found].many : name
  }
  if (kind === 'property') {
    const field = SESSION_FIELD_NAMES.find(one => one === name)
    return `${field ? SESSION_FIELDS[field].label : name}: ${detail}`
  }
  return name || detail
}

function share(k: number, n: number): number | null {
  return n === 0 ? null : k / n
}

function words({ verdict, q }: ContrastRow): string {
  if (verdict === 'too-few') return 'too few'
  if (verdict === 'none') return 'may be chance'
  return `${verdict === 'higher' ? 'more often' : 'less often'}, q ${q < 0.001 ? '< 0.001' : `= ${q.toFixed(3)}`}`
}

/** The interval on a line from −100 to +100 points, with nothing in the middle. */
export function Whisker({
  one: { low, high, difference },
}: {
  one: { low: number; high: number; difference: number }
}) {
  const place = (value: number) => `${50 + 50 * Math.max(-1, Math.min(1, value))}%`
  return (
    <span class="whisker-line" aria-hidden="true">
      <span style={{ left: place(low), right: `${100 - Number.parseFloat(place(high))}%` }} />
      <i style={{ left: place(difference) }} />
    </span>
  )
}
