import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import type { HeatElement } from '../../../contract/behaviour/heatmap.ts'
import { share } from '../../ui/words.ts'
import { element, isDepth, isDifference, kind } from './address.ts'
import { DepthDifferences } from './DepthDifferences.tsx'
import { DifferenceBoxes } from './DifferenceBoxes.tsx'
import { labelClass, placed } from './labels.ts'
import { difference, map, pointed } from './model.ts'
import { titleOf, wordsOfDifference } from './sentences.ts'
import { boxes, stage } from './stage.ts'

/** Elements that carry their number in the picture. */
const NUMBERED = 9
/** Kinds that are not about elements. */
const OF_THE_WHOLE_PAGE: readonly HeatKind[] = ['moves', 'scroll', 'attention']

/** What is known of elements, drawn where they are. */
export function BoxLayer({ scale }: { scale: number }) {
  return (
    <div class="heat-boxes" style={{ '--unscale': 1 / scale }} aria-hidden="true">
      <Drawn scale={scale} />
      <Pointed />
    </div>
  )
}

function Drawn({ scale }: { scale: number }) {
  if (isDepth.value) {
    const { height } = stage.value.size
    return <DepthDifferences depths={difference.value.value?.depths ?? []} height={height} />
  }
  if (!isDifference.value) return <Numbers scale={scale} />
  return (
    <DifferenceBoxes elements={difference.value.value?.elements ?? []} boxes={boxes.value} scale={scale} />
  )
}

function Numbers({ scale }: { scale: number }) {
  const now = kind.value
  if (OF_THE_WHOLE_PAGE.includes(now)) return null
  const numbered = (map.value.value?.elements ?? []).map((one, i) => ({ one, number: i + 1 }))
  // Of what went wrong: where it did, in how many of the sessions that clicked there.
  const top =
    now === 'rage' || now === 'dead' || now === 'error'
      ? numbered
          .filter(({ one }) => one[now] > 0)
          .sort((a, b) => b.one[now] - a.one[now])
          .map(shown => ({ ...shown, words: share(shown.one[now], shown.one.sessions) }))
      : numbered.map(shown => ({ ...shown, words: share(shown.one.sessions, shown.one.saw) }))
  return top.slice(0, NUMBERED).map(({ one, number, words }) => {
    const [box] = boxes.value.get(one.element) ?? []
    return (
      box && (
        <span
          key={one.element}
          class={labelClass('heat-number', box, scale)}
          style={{ left: `${box.left}px`, top: `${box.top}px` }}
        >
          <b>{number}</b> {words}
        </span>
      )
    )
  })
}

function Pointed() {
  const now = pointed.value ?? element.value
  if (!now) return null
  const own = boxes.value.get(now) ?? []
  const known = map.value.value?.elements.find(one => one.element === now)
  const compared = difference.value.value?.elements.find(one => one.element === now)
  const words = isDifference.value ? compared && wordsOfDifference(compared) : known && wordsOf(known)
  return own.map((box, i) => (
    <span key={`${box.left} ${box.top}`} class="heat-pointed" style={placed(box)}>
      {i === 0 && words && (
        <span class={box.top < 60 ? 'heat-tip below' : 'heat-tip'}>
          <b>{titleOf(known ?? compared ?? { name: '', role: now })}</b> {words}
        </span>
      )}
    </span>
  ))
}

function wordsOf({ sessions, saw, clicks }: HeatElement): string {
  return `clicked in ${share(sessions, saw)} of ${saw} sessions that saw it, ${clicks} times`
}
