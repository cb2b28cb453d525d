import { useState } from 'preact/hooks'
import type { Board, ChartKind } from '../../../contract/behaviour/board-chart.ts'
import { wordsOf } from '../../remote.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { say } from '../../ui/toast.ts'
import { barOf, boardCalls } from './calls.ts'

interface KeepChartProps {
  kind: ChartKind
  title: string
  definition: unknown
}

/** Puts a chart on a board, or on a new one with the bar as it is. */
export function KeepChart({ kind, title, definition }: KeepChartProps) {
  return (
    <Popover label={`Keep “${title}” on a board`} icon="plus" side="right" class="quietly">
      {close => <Boards chart={{ kind, title, definition }} close={close} />}
    </Popover>
  )
}

function Boards({ chart, close }: { chart: KeepChartProps; close: () => void }) {
  const [boards, setBoards] = useState<Board[] | null>(null)
  const [asked, setAsked] = useState(false)
  if (!asked) {
    setAsked(true)
    boardCalls.all().then(
      ({ items }) => setBoards(items),
      cause => say(wordsOf(cause)),
    )
  }
  const id = () => crypto.randomUUID().slice(0, 8)
  const keep = async (board: Board | null) => {
    close()
    const own = { id: id(), ...chart, title: chart.title.slice(0, 200) }
    try {
      if (board) await boardCalls.change(board.id, { ...board, charts: [...board.charts, own] })
      else await boardCalls.make({ name: 'New board', charts: [own], bar: barOf() })
      say(`Kept on “${board?.name ?? 'New board'}”.`)
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  return (
    <>
      <div class="menu-label">Keep on a board</div>
      {boards?.map(board => (
        <button key={board.id} type="button" class="menu-item" onClick={() => void keep(board)}>
          <Icon name="chart" />
          <span class="cut">{board.name}</span>
        </button>
      ))}
      <button type="button" class="menu-item" onClick={() => void keep(null)}>
        <Icon name="plus" />
        New board
      </button>
    </>
  )
}
