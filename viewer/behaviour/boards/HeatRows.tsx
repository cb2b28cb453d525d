import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import { count } from '../../ui/words.ts'
import { Behind } from '../Behind.tsx'
import { between, percent } from '../words.ts'
import type { Lead } from './lead.ts'

/** What was clicked on a page: the share of those who saw it, as a bar and in numbers. */
export function HeatRows({ list, lead }: { list: HeatList; lead: Lead }) {
  return (
    <ul class="heat-rows">
      {list.elements.map(({ element, name, sides }) => (
        <li key={element}>
          <b class="cut">{name}</b>
          {sides.map(({ saw, sessions, interval }, side) => {
            const share = saw === 0 ? null : sessions / saw
            const behind = lead?.({ element, number: 'clicked', side: side === 1 ? 'b' : null })
            return (
              <span key={side} class={side === 0 ? 'heat-share' : 'heat-share second'}>
                <span class="heat-bar" style={{ '--share': `${100 * (share ?? 0)}%` }} />
                <Behind href={sessions > 0 ? behind : undefined}>{percent(share)}</Behind>{' '}
                <small class="quiet">{between(interval)}</small>
                <small class="quiet">of {count(saw)}</small>
              </span>
            )
          })}
        </li>
      ))}
    </ul>
  )
}
