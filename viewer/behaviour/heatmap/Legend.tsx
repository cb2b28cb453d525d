import type { Heatmap } from '../../../contract/behaviour/heatmap.ts'
import { count, counted, duration, share } from '../../ui/words.ts'
import { isDepth, isDifference, kind } from './address.ts'
import { plasmaGradient } from './colours.ts'
import { DifferenceLegend } from './DifferenceLegend.tsx'
import { difference, map } from './model.ts'
import { KINDS } from './sentences.ts'
import { density, placed, stage } from './stage.ts'

/** What the colours stand for, with numbers. */
export function Legend() {
  if (isDifference.value) {
    const sides = difference.value.value
    return (
      <figcaption>
        <DifferenceLegend depth={isDepth.value}>
          {sides && (
            <span>
              {count(sides.a.sessions)} against {counted(sides.b.sessions, 'session')}
            </span>
          )}
        </DifferenceLegend>
      </figcaption>
    )
  }
  const now = map.value.value
  if (!now) return null
  const words = KINDS.find(one => one.value === kind.value) ?? { one: 'click', many: 'clicks' }
  if (now.shown === 0) return <figcaption class="heat-legend">{noneOf(now, words.many)}</figcaption>
  const [low, high] = endsOf(now.inView, now.sessions)
  return (
    <figcaption class="heat-legend">
      {stage.value.state !== 'problem' && (
        <span class="heat-scale">
          <span>{low}</span>
          <span class="heat-gradient" style={{ background: plasmaGradient }} />
          <span>{high}</span>
        </span>
      )}
      <span>
        All {counted(now.shown, words.one, words.many)} of {counted(now.sessions, 'session')}
        <Placing />
      </span>
    </figcaption>
  )
}

function noneOf({ clicks, sessions }: Heatmap, many: string): string {
  if (kind.value === 'moves') return 'No moves of a mouse were recorded on this page.'
  if (clicks === 0) return `Nobody of ${counted(sessions, 'session')} clicked on this page.`
  return `No ${many} among the ${counted(clicks, 'click')} of ${counted(sessions, 'session')}.`
}

/** The least and the most the colours tell. */
function endsOf(inView: readonly number[], sessions: number): [string, string] {
  if (kind.value === 'scroll') return ['nobody', 'everyone saw it']
  if (kind.value === 'attention') {
    const most = Math.max(...inView, 0)
    return ['0 s', `${duration(sessions === 0 ? 0 : most / sessions)} in view per session`]
  }
  const most = density.value?.most ?? 0
  return ['0', `${most < 10 ? Math.round(most * 10) / 10 : count(Math.round(most))} around one place`]
}

function Placing() {
  const now = placed.value
  const all = now ? now.inElement + now.onElement + now.byPlace + now.nowhere : 0
  if (!now || all === 0 || kind.value === 'moves') return null
  const ways = [
    now.inElement > 0 && `${count(now.inElement)} where in their element they were`,
    now.onElement > 0 && `${count(now.onElement)} on their element, where in it by guess`,
    now.byPlace > 0 && `${count(now.byPlace)} by their place on the page`,
    now.nowhere > 0 && `${count(now.nowhere)} (${share(now.nowhere, all)}) have no place here`,
  ].filter(way => way !== false)
  return <>: {ways.join(', ')}.</>
}
