import type { BoardChart } from '../../../contract/behaviour/board-chart.ts'
import { HEAT_KINDS } from '../../../contract/behaviour/heat.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { otherSide } from '../../frame/sides.ts'
import type { BehaviourQuery } from '../calls.ts'
import { DifferenceLegend } from '../heatmap/DifferenceLegend.tsx'
import { besideEachOther, heatDrawing } from '../heatmap/heat-file.ts'
import type { StillAsked } from '../heatmap/still.ts'
import { type Drawn, HeatPicture } from './HeatPicture.tsx'

/** What is drawn of a chart, by its side. */
export type Pictures = Map<number, Drawn & { name: string }>

interface HeatPicturesProps {
  chart: BoardChart
  asked: BehaviourQuery
  question: string
  drawn: Pictures
}

/** The map of whom the bar names; of two segments their difference, or one beside the other. */
export function HeatPictures({ chart, asked, question, drawn }: HeatPicturesProps) {
  const shown = shownOf(chart, asked)
  return (
    <div class={shown.length > 1 ? 'board-heats' : ''}>
      {shown.map(({ name, still }, side) => (
        <div key={side}>
          {shown.length > 1 && <h3>{name}</h3>}
          <HeatPicture
            label={shown.length > 1 ? `${chart.title}: ${name}` : chart.title}
            still={still}
            question={`${question} ${JSON.stringify(still)}`}
            onDrawn={now => {
              if (now) drawn.set(side, { ...now, name })
              else drawn.delete(side)
            }}
          />
          {still.compare !== undefined && <DifferenceLegend depth={still.kind === 'scroll'} />}
        </div>
      ))}
    </div>
  )
}

/** As one drawing; null while nothing of it is drawn. */
export function drawingOf(pictures: Pictures): string | null {
  const sides = [...pictures].sort(([a], [b]) => a - b)
  return besideEachOther(
    sides.flatMap(([, { name, world }]) => {
      const drawing = heatDrawing(world)
      return drawing ? [{ ...drawing, name }] : []
    }),
  )
}

/** What was kept of the address is checked by the server again. */
function shownOf({ definition }: BoardChart, bar: BehaviourQuery): { name: string; still: StillAsked }[] {
  const kept: Record<string, string | null> = JSON.parse(JSON.stringify(definition ?? {}))
  const { compare, ...whom } = bar
  const asked = {
    ...whom,
    page: kept.page ?? '',
    width: kept.width ?? 'desktop',
    ...(kept.release ? { release: kept.release } : {}),
  }
  const kind = HEAT_KINDS.find(one => one === kept.kind) ?? 'clicks'
  const background = kept.background
    ? { session: kept.background, viewed: numberOf(kept.viewed), moment: numberOf(kept.moment) }
    : undefined
  const first = { name: subjectName.value, still: { asked, kind, background } }
  if (!compare || comparison.value === null) return [first]
  const isCompared = kind === 'clicks' || kind === 'scroll'
  if (isCompared && kept.view !== 'map') {
    const name = `${subjectName.value} against ${comparison.value.name}`
    return [{ name, still: { ...first.still, compare } }]
  }
  const { segment: _, definition: __, ...everyone } = asked
  const other = otherSide.value
  if (other === null) return [first]
  const still = { asked: { ...everyone, ...other }, kind, background, pageOf: asked }
  return [first, { name: comparison.value.name, still }]
}

function numberOf(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null
}
