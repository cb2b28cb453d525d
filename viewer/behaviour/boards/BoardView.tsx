import { useRef, useState } from 'preact/hooks'
import type { Board, BoardInput } from '../../../contract/behaviour/board-chart.ts'
import { go, to } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Empty } from '../../ui/State.tsx'
import { say } from '../../ui/toast.ts'
import { useAnswer } from '../use-answer.ts'
import { barOf, boardCalls } from './calls.ts'
import type { Pictures } from './HeatPictures.tsx'
import { KeptChart } from './KeptChart.tsx'
import { ShareBoard } from './ShareBoard.tsx'

interface BoardViewProps {
  board: Board
  changed: () => void
}

/** A board's charts for the segment and dates of the bar. */
export function BoardView({ board, changed }: BoardViewProps) {
  const [name, setName] = useState(board.name)
  const pictures = useRef(new Map<string, Pictures>())
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
        <ShareBoard board={board} pictures={pictures.current} changed={changed} />
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
          <KeptChart
            key={chart.id}
            board={board}
            chart={chart}
            alerts={(alerts.value?.items ?? []).filter(
              one => one.board === board.id && one.chart === chart.id,
            )}
            changed={alerts.again}
            pictures={pictures.current}
            remove={() => void change({ charts: board.charts.filter(one => one.id !== chart.id) })}
          />
        ))}
      </div>
    </>
  )
}
