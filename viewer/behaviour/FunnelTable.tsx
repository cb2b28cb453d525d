import type { FunnelAnswer, FunnelSide } from '../../contract/behaviour/funnel.ts'
import { here } from '../location.ts'
import { count, duration } from '../ui/words.ts'
import { between, percent, verdictWords } from './words.ts'

/** Step by step, side by side; every number leads to its people. */
export function FunnelTable({ value, unit }: { value: FunnelAnswer; unit: string }) {
  const several = value.sides.length > 1
  return (
    <div class="table-card">
      <table class="rows funnel-table">
        <thead>
          <tr>
            <th scope="col">Step</th>
            {several && <th scope="col">Who</th>}
            <th scope="col" class="number">
              Reached ({unit})
            </th>
            <th scope="col" class="number">
              Of the first
            </th>
            <th scope="col" class="number">
              Of the step before
            </th>
            <th scope="col" class="number">
              Time since it (median)
            </th>
            <th scope="col">Left after it</th>
            {several && <th scope="col">Difference</th>}
          </tr>
        </thead>
        <tbody>
          {value.sides[0]?.steps.map((_, step) =>
            value.sides.map((side, nth) => (
              <Row key={`${step} ${nth}`} side={side} nth={nth} step={step} value={value} />
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  side: FunnelSide
  nth: number
  step: number
  value: FunnelAnswer
}

function Row({ side, nth, step, value }: RowProps) {
  const one = side.steps[step]
  if (!one) return null
  const several = value.sides.length > 1
  const difference = step > 0 ? value.differences[step - 1] : undefined
  const last = step === side.steps.length - 1
  return (
    <tr class={nth > 0 ? 'second' : ''}>
      <th scope="row">{nth === 0 ? `${step + 1}. ${one.name}` : ''}</th>
      {several && <td>{side.name}</td>}
      <td class="number">
        <a href={here({ show: `reached.${step}.${nth}` })}>{count(one.count)}</a>
      </td>
      <td class="number">
        {percent(one.ofFirst.share)} <small>{step > 0 ? between(one.ofFirst.interval) : ''}</small>
      </td>
      <td class="number">{step > 0 ? percent(one.ofBefore.share) : ''}</td>
      <td class="number">{one.times ? duration(one.times.median) : ''}</td>
      <td>
        {!last && one.dropped > 0 && (
          <span class="funnel-left">
            <a href={here({ show: `dropped.${step}.${nth}` })}>{count(one.dropped)} left</a>
            <a href={here({ show: `differences.${step}.${nth}` })}>What differs?</a>
          </span>
        )}
      </td>
      {several && <td>{nth === 0 && difference ? verdictWords(difference) : ''}</td>}
    </tr>
  )
}
