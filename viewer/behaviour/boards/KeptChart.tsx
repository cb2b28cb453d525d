import { useEffect, useRef } from 'preact/hooks'
import type { Alert, Board, BoardChart } from '../../../contract/behaviour/board-chart.ts'
import { ChartCard } from '../../charts/ChartCard.tsx'
import { type Changes, query, to } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import { say } from '../../ui/toast.ts'
import { ago } from '../../ui/words.ts'
import { behaviourQuery, calls } from '../calls.ts'
import { useAnswer } from '../use-answer.ts'
import { AlertButton } from './AlertButton.tsx'
import { boardCalls } from './calls.ts'
import { type ChartAnswer, figureOf, isDrawn, isWatchable } from './chart-figure.ts'
import { drawingOf, HeatPictures, type Pictures } from './HeatPictures.tsx'

interface KeptProps {
  board: Board
  chart: BoardChart
  alerts: Alert[]
  changed: () => void
  remove: () => void
  /** Told how this chart is drawn, for the public link. */
  pictures: Map<string, Pictures>
}

const TABS = {
  funnel: 'funnels',
  retention: 'retention',
  trend: 'trends',
  paths: 'paths',
  compare: 'compare',
  heatmap: 'heatmaps',
}

/** One chart of a board, with what watches it. */
export function KeptChart({ board, chart, alerts, changed, remove, pictures }: KeptProps) {
  const drawn = useRef<Pictures>(new Map())
  useEffect(() => {
    if (chart.kind !== 'heatmap') return
    pictures.set(chart.id, drawn.current)
    return () => {
      pictures.delete(chart.id)
    }
  }, [chart.id])
  const asked = behaviourQuery()
  const key = JSON.stringify([chart, { ...asked, from: query.value.get('range') ?? asked.from }])
  const { value, problem } = useAnswer(key, () => answerOf(chart, asked))
  const lead = (changes: Changes) => to(`/behaviour/${TABS[chart.kind]}`, { ...opened(chart), ...changes })
  const actions = (
    <>
      <LinkButton href={lead({})} look="quietly">
        Open
      </LinkButton>
      {isWatchable(chart.kind) && <AlertButton board={board} chart={chart} changed={changed} />}
      <Button icon="cross" look="quietly" label={`Take “${chart.title}” off the board`} onClick={remove} />
    </>
  )
  if (problem || !value) {
    return (
      <section class="card chart-card">
        <h2>{chart.title}</h2>
        {problem ? <Notice bad>{problem}</Notice> : <Skeleton width="70%" height={120} />}
        <div class="behaviour-tools">{actions}</div>
      </section>
    )
  }
  const { note, head, rows, drawing } = figureOf(value, lead)
  return (
    <ChartCard
      title={chart.title}
      note={note}
      head={head}
      rows={rows}
      drawn={isDrawn(chart.kind)}
      drawing={chart.kind === 'heatmap' ? () => drawingOf(drawn.current) : undefined}
      actions={actions}
    >
      {chart.kind === 'heatmap' && (
        <HeatPictures chart={chart} asked={asked} question={key} drawn={drawn.current} />
      )}
      {drawing}
      {alerts.map(one => (
        <p key={one.id} class="alert-state">
          <span class={`chip ${one.state === 'raised' || one.state === 'failed' ? 'bad' : 'accent'}`}>
            {one.state === 'raised' ? 'alert' : one.state === 'failed' ? 'cannot be checked' : 'watched'}
          </span>
          <span class="alert-words">
            {one.words} {one.state === 'raised' && <span class="quiet">{toldWords(one)}</span>}
          </span>
          <Button
            icon="cross"
            look="quietly"
            label="Stop watching"
            onClick={() => void boardCalls.removeAlert(one.id).then(changed, cause => say(wordsOf(cause)))}
          />
        </p>
      ))}
    </ChartCard>
  )
}

function toldWords({ raisedAt, toldAt, destination }: Alert): string {
  const raised = `Raised ${ago(raisedAt ?? 0, Date.now())}`
  if (destination === '') return `${raised}, told here only.`
  const told = toldAt !== null && toldAt >= (raisedAt ?? 0)
  return told ? `${raised}, told ${ago(toldAt, Date.now())}.` : `${raised}, not yet passed on.`
}

/** What opens a kept chart in its tab: heatmaps have their question in the address itself. */
function opened({ kind, definition }: BoardChart): Changes {
  if (kind !== 'heatmap') return { q: JSON.stringify(definition) }
  const kept: Changes = JSON.parse(JSON.stringify(definition ?? {}))
  return kept
}

/** What was kept is what its tab asked; the server checks it again. */
async function answerOf(
  { kind, definition }: BoardChart,
  asked: ReturnType<typeof behaviourQuery>,
): Promise<ChartAnswer> {
  const kept = JSON.parse(JSON.stringify(definition ?? {}))
  switch (kind) {
    case 'funnel':
      return { kind, answer: await calls.funnel(kept, asked) }
    case 'retention':
      return { kind, answer: await calls.retention(kept, asked) }
    case 'trend':
      return { kind, answer: await calls.trend(kept, asked) }
    case 'paths':
      return { kind, answer: await calls.paths(kept, asked) }
    case 'heatmap':
      return { kind, answer: await calls.heatList(kept, asked) }
    case 'compare':
      return { kind, answer: await calls.compare(kept.split ?? null, asked) }
  }
}
