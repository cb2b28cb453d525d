import type { HeatElement } from '../../../contract/behaviour/heatmap.ts'
import { here } from '../../location.ts'
import { count, counted, duration, share } from '../../ui/words.ts'
import { goal, kind, NO_MOMENTS } from './address.ts'
import { type OfElement, usual } from './behind.ts'
import { pointing } from './pointing.ts'
import { KINDS, titleOf } from './sentences.ts'
import { boxes, stage } from './stage.ts'
import { times } from './times.ts'

interface ElementRowProps {
  one: HeatElement
  number: number
  /** Views with a click, of all elements. */
  firsts: number
}

/** An element in numbers: the row leads to its clicks, each number to the sessions that it counts. */
export function ElementRow({ one, number, firsts }: ElementRowProps) {
  const part = one.saw === 0 ? 0 : one.sessions / one.saw
  const { low, high } = one.interval
  const words = KINDS.find(known => known.value === kind.value)
  const made = times.value?.get(one.element)
  const bad = (['rage', 'dead', 'error'] as const).filter(which => one[which] > 0)
  return (
    <li {...pointing(one.element)}>
      <span class="heat-rank">{number}</span>
      <span class="heat-name cut">
        <a class="heat-open" href={here({ ...NO_MOMENTS, element: one.element })}>
          {titleOf(one)}
        </a>{' '}
        <small>{one.role}</small>
      </span>
      <span class="heat-share">
        <b>{share(one.sessions, one.saw)}</b>
        <small>
          <Behind of={one} which="clicked" n={one.sessions} words={count(one.sessions)} /> of{' '}
          <Behind of={one} which="saw" n={one.saw} words={count(one.saw)} />
        </small>
      </span>
      <span class="heat-bar" aria-hidden="true">
        <i style={{ width: `${100 * part}%` }} />
      </span>
      <span class="heat-facts">
        {made !== undefined && words && `${counted(made, words.one, words.many)} · `}
        95% interval {Math.round(100 * low)}–{Math.round(100 * high)}% ·{' '}
        {(one.clicks / Math.max(1, one.sessions)).toFixed(1)} clicks per session ·{' '}
        <Behind of={one} which="first" n={one.first} words={`first in ${share(one.first, firsts)}`} />
        {one.timeToClick !== null && ` · after ${duration(one.timeToClick)}`}
        {goal.value !== null && (
          <>
            {' · '}
            <Behind
              of={one}
              which="converted"
              n={one.converted}
              words={`${share(one.converted, one.sessions)} reached the goal after`}
            />
          </>
        )}{' '}
        {isElsewhere(one.element) && <span class="chip">not in this state of the page</span>}
        {bad.map(which => (
          <Behind
            key={which}
            of={one}
            which={which}
            n={one[which]}
            words={`${which} in ${share(one[which], one.sessions)}`}
            look="chip bad"
          />
        ))}
      </span>
    </li>
  )
}

interface BehindProps {
  of: HeatElement
  which: OfElement
  n: number
  words: string
  look?: string
}

/** A number that leads to the moments behind it, where it counts any. */
function Behind({ of: { element }, which, n, words, look }: BehindProps) {
  if (n === 0) return <span>{words}</span>
  const number = which === usual.value ? null : which
  return (
    <a class={look} href={here({ ...NO_MOMENTS, element, number })}>
      {words}
    </a>
  )
}

/** Of another step or an open menu: the picture has no place for it. */
function isElsewhere(element: string): boolean {
  return stage.value.state === 'shown' && boxes.value.size > 0 && !boxes.value.has(element)
}
