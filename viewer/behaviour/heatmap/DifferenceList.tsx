import type { DifferenceVerdict } from '../../../contract/behaviour/heat.ts'
import type { ElementDifference } from '../../../contract/behaviour/heatmap.ts'
import { here } from '../../location.ts'
import { count, counted, share } from '../../ui/words.ts'
import { NO_MOMENTS } from './address.ts'
import { colourOf } from './colours.ts'
import { difference } from './model.ts'
import { pointing } from './pointing.ts'
import { intervalOf, points, titleOf } from './sentences.ts'

const VERDICT_WORDS: Record<DifferenceVerdict, string> = {
  more: 'clicked more',
  less: 'clicked less',
  unclear: 'may be chance',
  'too-few': 'too few sessions to tell',
}
const SHOWN = 60

/** What is certain and large first: the table behind the difference map. */
export function DifferenceList() {
  const all = difference.value.value?.elements ?? []
  const certain = all.filter(one => one.verdict === 'more' || one.verdict === 'less').length
  const few = all.filter(one => one.verdict === 'too-few').length
  return (
    <section class="card heat-list" aria-label="Differences by element">
      <header>
        <h2>Differences</h2>
      </header>
      <p class="heat-none">
        {few === all.length
          ? ''
          : certain === 0
            ? `None of ${counted(all.length, 'element')} was clicked more or less than chance explains.`
            : `${counted(certain, 'element')} of ${count(all.length)} ${certain === 1 ? 'differs' : 'differ'} by more than chance.`}
        {few > 0 &&
          few === all.length &&
          `All ${counted(few, 'element was', 'elements were')} seen by too few sessions to tell.`}
        {few > 0 &&
          few < all.length &&
          ` ${counted(few, 'element was', 'elements were')} seen by too few sessions to tell.`}
      </p>
      <ol>
        {all.slice(0, SHOWN).map(one => (
          <Row key={one.element} one={one} />
        ))}
      </ol>
      <p class="heat-rule quiet">
        Share of the sessions that saw the element and clicked it, in points, with its 95% interval; corrected
        for {counted(all.length - few, 'comparison')} (Benjamini-Hochberg).
      </p>
    </section>
  )
}

function Row({ one }: { one: ElementDifference }) {
  return (
    <li {...pointing(one.element)}>
      <i
        class={`heat-dot ${one.verdict}`}
        style={one.verdict === 'too-few' ? {} : { background: colourOf(one) }}
        aria-hidden="true"
      />
      <span class="heat-name cut">
        <a class="heat-open" href={here({ ...NO_MOMENTS, element: one.element })}>
          {titleOf(one)}
        </a>{' '}
        <small>{one.role}</small>
      </span>
      <span class="heat-share">
        <b>{one.verdict === 'too-few' ? '–' : points(one.share)}</b>
        <small>{one.verdict === 'too-few' ? '' : intervalOf(one)}</small>
      </span>
      <span class="heat-facts">
        {VERDICT_WORDS[one.verdict]} · <Share one={one} side="a" /> against <Share one={one} side="b" />
      </span>
    </li>
  )
}

/** Leads to the sessions of that side which clicked it; where none did, to those that saw it. */
function Share({ one, side }: { one: ElementDifference; side: 'a' | 'b' }) {
  const { k, n } = one[side]
  const words = `${share(k, n)} of ${count(n)}`
  if (n === 0) return <span>{words}</span>
  const of = { element: one.element, side: side === 'b' ? side : null, number: k === 0 ? 'missed' : null }
  return <a href={here({ ...NO_MOMENTS, ...of })}>{words}</a>
}
