import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import type { HeatElement } from '../../../contract/behaviour/heatmap.ts'
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
      <Drawn scale={scale} />
      <Pointed />
    </div>
  )
}

function Drawn({ scale }: { scale: number }) {
  if (isDepth.value) return <DepthDifferences />
  return isDifference.value ? <Differences scale={scale} /> : <Numbers scale={scale} />
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

/** Labels stand above what they are about, where the page has room for them: px of the screen. */
const LABEL_PX = { above: 14, before: 4 }

function labelClass(name: string, { left, top }: Box, scale: number): string {
  const low = top * scale < LABEL_PX.above ? ' low' : ''
  return `${name}${low}${left * scale < LABEL_PX.before ? ' inset' : ''}`
}

function Differences({ scale }: { scale: number }) {
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
      {(one.verdict === 'more' || one.verdict === 'less') && (
        <b class={labelClass('', box, scale)}>{points(one.share)}</b>
      )}
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
