import { useState } from 'preact/hooks'
import type { Alert, Board, BoardChart, BoardInput } from '../../../contract/behaviour/board-chart.ts'
import { HEAT_KINDS } from '../../../contract/behaviour/heat.ts'
import { ChartCard } from '../../charts/ChartCard.tsx'
import { type Changes, go, query, to } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { say } from '../../ui/toast.ts'
import { behaviourQuery, calls } from '../calls.ts'
import { useAnswer } from '../use-answer.ts'
import { AlertButton } from './AlertButton.tsx'
import { type ChartAnswer, figureOf, isDrawn, isWatchable } from './ChartFigure.tsx'
import { barOf, boardCalls } from './calls.ts'
import { HeatPicture } from './HeatPicture.tsx'

interface BoardViewProps {
  board: Board
  changed: () => void
}

/** A board's charts for the segment and dates of the bar. */
export function BoardView({ board, changed }: BoardViewProps) {
  const [name, setName] = useState(board.name)
  const alerts = useAnswer(`alerts ${board.id}`, boardCalls.alerts)
  const change = async (input: Partial<BoardInput>) => {
    try {
      await boardCalls.change(board.id, { ...board, ...input })
      changed()
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const act = async (what: () => Promise<unknown>, said: string) => {
    try {
      await what()
      say(said)
      changed()
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const share = async () => {
    try {
      const { url } = await boardCalls.share(board.id)
      await copyText(new URL(url, location.href).href, 'The public link is copied. It is told only once.')
      changed()
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const keepBar = () => {
    void change({ bar: barOf() })
  }
  return (
    <>
      <div class="behaviour-tools">
        <LinkButton href={to('/behaviour/boards')} icon="back" look="quietly">
          All boards
        </LinkButton>
        <input
          class="input"
          aria-label="Name of the board"
          value={name}
          onInput={event => setName(event.currentTarget.value)}
          onChange={() => void change({ name })}
        />
        <Button look="quietly" onClick={keepBar}>
          Keep this segment and time
        </Button>
        <Button icon="link" onClick={() => void share()}>
          {board.shared ? 'New public link' : 'Public link'}
        </Button>
        {board.shared && (
          <Button
            look="quietly"
            onClick={() => void act(() => boardCalls.unshare(board.id), 'The link is ended.')}
          >
            End the link
          </Button>
        )}
        <Button
          icon="bin"
          look="danger"
          label="Remove the board"
          onClick={() =>
            void act(async () => {
              await boardCalls.remove(board.id)
              go(to('/behaviour/boards'))
            }, 'The board is removed.')
          }
        />
      </div>
      {board.charts.length === 0 && (
        <Empty icon="chart" title="Nothing on it yet">
          Keep a funnel, a trend or another answer here with the plus beside it.
        </Empty>
      )}
      <div class="board-charts">
        {board.charts.map(chart => (
          <Kept
            key={chart.id}
            board={board}
            chart={chart}
            alerts={(alerts.value?.items ?? []).filter(
              one => one.board === board.id && one.chart === chart.id,
            )}
            changed={alerts.again}
            remove={() => void change({ charts: board.charts.filter(one => one.id !== chart.id) })}
          />
        ))}
      </div>
    </>
  )
}

interface KeptProps {
  board: Board
  chart: BoardChart
  alerts: Alert[]
  changed: () => void
  remove: () => void
}

const TABS = {
  funnel: 'funnels',
  retention: 'retention',
  trend: 'trends',
  paths: 'paths',
  compare: 'compare',
  heatmap: 'heatmaps',
}

function Kept({ board, chart, alerts, changed, remove }: KeptProps) {
  const asked = behaviourQuery()
  const key = JSON.stringify([chart, { ...asked, from: query.value.get('range') ?? asked.from }])
  const { value, problem } = useAnswer(key, () => answerOf(chart, asked))
  const actions = (
    <>
      <LinkButton href={to(`/behaviour/${TABS[chart.kind]}`, opened(chart))} look="quietly">
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
  const { note, head, rows, drawing } = figureOf(value)
  return (
    <ChartCard
      title={chart.title}
      note={note}
      head={head}
      rows={rows}
      drawn={isDrawn(chart.kind)}
      actions={actions}
    >
      {chart.kind === 'heatmap' && <HeatPicture {...pictured(chart, asked)} question={key} />}
      {drawing}
      {alerts.map(one => (
        <p key={one.id} class="alert-state">
          <span class={`chip ${one.state === 'raised' || one.state === 'failed' ? 'bad' : 'accent'}`}>
            {one.state === 'raised' ? 'alert' : one.state === 'failed' ? 'cannot be checked' : 'watched'}
          </span>
          {one.words}
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

/** The map of whom the bar names first; what was kept of the address is checked by the server again. */
function pictured({ definition, title }: BoardChart, bar: ReturnType<typeof behaviourQuery>) {
  const kept: Record<string, string | null> = JSON.parse(JSON.stringify(definition ?? {}))
  const { compare: _, ...asked } = bar
  return {
    label: title,
    kind: HEAT_KINDS.find(one => one === kept.kind) ?? 'clicks',
    asked: {
      ...asked,
      page: kept.page ?? '',
      width: kept.width ?? 'desktop',
      ...(kept.release ? { release: kept.release } : {}),
    },
  }
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
