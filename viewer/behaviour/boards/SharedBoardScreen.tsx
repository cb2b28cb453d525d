import '../behaviour.css'
import './boards.css'
import { useEffect, useRef } from 'preact/hooks'
import type { SharedBoard } from '../../../contract/behaviour/board-chart.ts'
import { ChartCard } from '../../charts/ChartCard.tsx'
import { Notice, Problem } from '../../ui/State.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { fullTime } from '../../ui/words.ts'
import { useAnswer } from '../use-answer.ts'
import { boardCalls } from './calls.ts'
import { type ChartAnswer, figureOf, isDrawn } from './chart-figure.ts'

/** A board by its public link: numbers, nobody in them, and the pictures its maker gave. */
export function SharedBoardScreen({ id: token }: { id: string }) {
  const { value, problem, again } = useAnswer(token, () => boardCalls.shared(token))
  useEffect(() => {
    document.title = `${value?.name ?? 'Board'} · Segreel`
  }, [value])
  if (problem) return <Problem title="This board cannot be shown" problem={problem} again={again} />
  return (
    <main class="shared-board behaviour">
      {!value && <Waiting />}
      {value && (
        <>
          <header class="screen-head">
            <h1>{value.name}</h1>
            <p class="quiet">{value.about}</p>
          </header>
          <div class="board-charts">
            {value.charts.map((one, i) => (
              <Shown key={i} one={one} />
            ))}
          </div>
        </>
      )}
    </main>
  )
}

function Shown({ one }: { one: SharedBoard['charts'][number] }) {
  if (one.problem !== null) {
    return (
      <section class="card chart-card">
        <h2>{one.title}</h2>
        <Notice>{one.problem}</Notice>
      </section>
    )
  }
  const answered: ChartAnswer = JSON.parse(JSON.stringify({ kind: one.kind, answer: one.answer }))
  const { note, head, rows, drawing } = figureOf(answered, null)
  return (
    <ChartCard
      title={one.title}
      note={note}
      head={head}
      rows={rows}
      drawn={isDrawn(one.kind) && one.kind !== 'heatmap'}
    >
      {one.picture && <SharedPicture title={one.title} picture={one.picture} />}
      {drawing}
    </ChartCard>
  )
}

interface SharedPictureProps {
  title: string
  picture: NonNullable<SharedBoard['charts'][number]['picture']>
}

/** As it was drawn when the link was made: the numbers below are of now. */
function SharedPicture({ title, picture: { url, width, height, at } }: SharedPictureProps) {
  const view = useRef<HTMLElement>(null)
  useEffect(() => {
    // What scrolls can be scrolled by keyboard.
    if (view.current) view.current.tabIndex = 0
  }, [])
  return (
    <>
      <section class="board-heat" ref={view} aria-label={title}>
        <img src={url} width={width} height={height} alt={`The page with what was done on it: ${title}`} />
      </section>
      <p class="quiet board-drawn">Drawn on {fullTime(at)}</p>
    </>
  )
}
