import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import { count } from '../../ui/words.ts'
import { between, percent } from '../words.ts'

/** What was clicked on a page: the share of those who saw it, as a bar and in numbers. */
export function HeatRows({ list }: { list: HeatList }) {
  return (
    <ul class="heat-rows">
      {list.elements.map((one, i) => (
        <li key={i}>
          <b class="cut">{one.name}</b>
          {one.sides.map(({ saw, sessions, interval }, side) => {
            const share = saw === 0 ? null : sessions / saw
            return (
              <span key={side} class={side === 0 ? 'heat-share' : 'heat-share second'}>
                <span class="heat-bar" style={{ '--share': `${100 * (share ?? 0)}%` }} />
                {percent(share)} <small class="quiet">{between(interval)}</small>
                <small class="quiet">of {count(saw)}</small>
              </span>
            )
          })}
        </li>
      ))}
    </ul>
  )
}
