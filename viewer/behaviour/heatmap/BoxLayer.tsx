import type { HeatKind } from '../../../contract/heat.ts'
import type { HeatElement } from '../../../contract/heatmap.ts'
import { share } from '../../ui/words.ts'
import { element, isDepth, isDifference, kind } from './address.ts'
import type { Box } from './anchors.ts'
import { colourOf } from './colours.ts'
import { DepthDifferences } from './DepthDifferences.tsx'
import { difference, map, pointed } from './model.ts'
import { points, titleOf, wordsOfDifference } from './sentences.ts'
import { boxes } from './stage.ts'

/** Elements that carry their number in the picture. */
const NUMBERED = 9
/** Kinds that are not about elements. */
const OF_THE_WHOLE_PAGE: readonly HeatKind[] = ['moves', 'scroll', 'attention']

/** What is known of elements, drawn where they are. */
export function BoxLayer({ scale }: { scale: number }) {
  return (
    <div class="heat-boxes" style={{ '--unscale': 1 / scale }} aria-hidden="true">
      {isDifference.value ? isDepth.value ? <DepthDifferences /> : <Differences /> : <Numbers />}
      <Pointed />
    </div>
  )
}

function Numbers() {
  if (OF_THE_WHOLE_PAGE.includes(kind.value)) return null
  const top = (map.value.value?.elements ?? []).slice(0, NUMBERED)
  return top.map((one, i) => {
    const [box] = boxes.value.get(one.element) ?? []
    return (
      box && (
        <span key={one.element} class="heat-number" style={{ left: `${box.left}px`, top: `${box.top}px` }}>
          <b>{i + 1}</b> {share(one.sessions, one.saw)}
        </span>
      )
    )
  })
}

function Differences() {
  const all = difference.value.value?.elements ?? []
  // Large ones first, so that what stands inside of them lies above.
  const drawn = all
    .flatMap(one => (boxes.value.get(one.element) ?? []).map(box => ({ one, box })))
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
  return drawn.map(({ one, box }) => (
    <span
      key={`${one.element} ${box.left} ${box.top}`}
      class={`heat-difference ${one.verdict}`}
      style={{ ...placed(box), ...(one.verdict === 'too-few' ? {} : { background: colourOf(one) }) }}
    >
      {(one.verdict === 'more' || one.verdict === 'less') && <b>{points(one.share)}</b>}
    </span>
  ))
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

function placed({ left, top, width, height }: Box): Record<string, string> {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
}
