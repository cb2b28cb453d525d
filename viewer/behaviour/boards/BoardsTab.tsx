import './boards.css'
import { query, to } from '../../location.ts'
import { Empty, Problem } from '../../ui/State.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { counted } from '../../ui/words.ts'
import { useAnswer } from '../use-answer.ts'
import { BoardView } from './BoardView.tsx'
import { boardCalls } from './calls.ts'

export function BoardsTab() {
  const id = query.value.get('board')
  const answer = useAnswer(`boards ${query.value.get('project')}`, boardCalls.all)
  const alerts = useAnswer(`alerts ${query.value.get('project')}`, boardCalls.alerts)
  const raisedOn = (board: string) =>
    (alerts.value?.items ?? []).filter(one => one.board === board && one.state !== 'quiet').length
  const { value, problem, again } = answer
  if (problem) return <Problem title="The boards could not be loaded" problem={problem} again={again} />
  if (!value) return <Waiting />
  const board = value.items.find(one => one.id === id)
  if (board) return <BoardView key={`${board.id} ${board.updatedAt}`} board={board} changed={again} />
  if (value.items.length === 0) {
    return (
      <Empty icon="chart" title="No board yet">
        Ask something in one of the other tabs, then keep it on a board with the plus beside it. A board shows
        its charts together, for one segment and one time.
      </Empty>
    )
  }
  return (
    <ul class="card board-list">
      {value.items.map(one => (
        <li key={one.id}>
          <a
            href={to('/behaviour/boards', {
              board: one.id,
              segment: one.bar.segment ?? null,
              compare: one.bar.compare ?? null,
              range: one.bar.range ?? null,
              from: one.bar.from ?? null,
              to: one.bar.to ?? null,
              definition: null,
            })}
          >
            <b>{one.name}</b>
            {raisedOn(one.id) > 0 && <span class="chip bad">{counted(raisedOn(one.id), 'alert')}</span>}
            {one.shared && <span class="chip accent">public link</span>}
            <span class="quiet">{counted(one.charts.length, 'chart')}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
