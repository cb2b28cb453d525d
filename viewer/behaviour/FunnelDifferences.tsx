import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import { bar, go, here } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { Behind } from './Behind.tsx'
import { ContrastTable } from './ContrastTable.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { LEFT_OR_WENT, type LeftOrWent, metHref } from './met-shown.ts'
import { useAnswer } from './use-answer.ts'

/** What those who left after a step met more or less often than those who went on. */
export function FunnelDifferences({
  funnel,
  step,
  side,
  name,
  whose,
}: {
  funnel: FunnelInput
  step: number
  side: number
  name: string
  /** Of two segments, the one they are in. */
  whose: string | null
}) {
  const query = behaviourQuery()
  const { value, problem, again } = useAnswer(JSON.stringify([funnel, step, side, bar.value]), () =>
    calls.funnelDifferences(funnel, step, side, query),
  )
  return (
    <section class="card people-panel" aria-label="What differs">
      <header>
        <h2>
          {whose && `${whose}: `}Those who left after “{name}”, and those who went on
        </h2>
        <span class="end">
          <Button
            icon="cross"
            look="quietly"
            label="Close"
            onClick={() => go(here({ show: null }), 'replace')}
          />
        </span>
      </header>
      {problem && <Problem title="The differences could not be worked out" problem={problem} again={again} />}
      {!value && !problem && <Skeleton width="60%" />}
      {value && value.first + value.second === 0 && (
        <Notice>Nobody reached this step in a recorded session, so there is nothing to compare.</Notice>
      )}
      {value && value.first + value.second > 0 && (
        <>
          <p class="quiet">
            What <All who="left" count={value.first} step={step} side={side} /> of those who left and{' '}
            <All who="went-on" count={value.second} step={step} side={side} /> of those who went on met up to
            then, of {counted(value.compared, 'thing')} compared; certain is what stays under 5% of false
            discoveries.
          </p>
          <ContrastTable
            rows={value.rows}
            first="Left"
            second="Went on"
            enough={value.enough}
            of={[value.first, value.second]}
            behind={(row, i) => metHref(step, side, LEFT_OR_WENT[i], row)}
            counted
          />
        </>
      )}
    </section>
  )
}

/** How many visits, and who they are. */
function All({ who, count, step, side }: { who: LeftOrWent; count: number; step: number; side: number }) {
  const href = count > 0 ? metHref(step, side, who, null) : undefined
  return <Behind href={href}>{counted(count, 'visit')}</Behind>
}
