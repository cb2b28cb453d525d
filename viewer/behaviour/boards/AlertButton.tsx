import { useState } from 'preact/hooks'
import type { List } from '../../../contract/api.ts'
import type { AlertInput, Board, BoardChart, ChartKind } from '../../../contract/behaviour/board-chart.ts'
import { read } from '../../api.ts'
import { bar } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { say } from '../../ui/toast.ts'
import { useAnswer } from '../use-answer.ts'
import { boardCalls } from './calls.ts'

const WHEN = [
  { value: 'below', label: 'falls below' },
  { value: 'above', label: 'rises above' },
  { value: 'unusual', label: 'is unusual' },
] as const

/** Which number of a chart is watched. */
const NUMBERS: Partial<Record<ChartKind, string>> = {
  trend: 'Watched is the last time span that is over, of the first line.',
  funnel: 'Watched is the share that gets to the end, in the dates the board keeps.',
  retention: 'Watched is the share that came back, in the last column that is over.',
}

interface AlertButtonProps {
  board: Board
  chart: BoardChart
  changed: () => void
}

/** Watches the number of a chart, with the board's own segment and time. */
export function AlertButton({ board, chart, changed }: AlertButtonProps) {
  return (
    <Popover label={`Watch “${chart.title}”`} icon="warning" side="right" class="quietly">
      {close => <AlertForm board={board} chart={chart} changed={changed} close={close} />}
    </Popover>
  )
}

function AlertForm({ board, chart, changed, close }: AlertButtonProps & { close: () => void }) {
  const [when, setWhen] = useState<(typeof WHEN)[number]['value']>('below')
  const [threshold, setThreshold] = useState('')
  const [destination, setDestination] = useState('')
  const { value } = useAnswer('destinations', () =>
    read<List<{ id: string; name: string }>>('/api/destinations', { project: bar.peek().project }),
  )
  const share = chart.kind !== 'trend'
  const watch = async () => {
    const limit = Number(threshold) / (share ? 100 : 1)
    const alert: AlertInput = { board: board.id, chart: chart.id, when, threshold: limit, destination }
    try {
      const made = await boardCalls.makeAlert(alert)
      say(made.words)
      changed()
      close()
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  return (
    <div class="alert-form">
      <Choice label="Tell when it" value={when} options={WHEN} onChange={setWhen} />
      {when !== 'unusual' && (
        <label class="choice">
          <span class="quiet">{share ? 'Percent' : 'Number'}</span>
          <input
            class="input"
            type="number"
            step="any"
            value={threshold}
            onInput={event => setThreshold(event.currentTarget.value)}
          />
        </label>
      )}
      <Choice
        label="Tell"
        value={destination}
        options={[
          { value: '', label: 'here only' },
          ...(value?.items ?? []).map(one => ({ value: one.id, label: one.name })),
        ]}
        onChange={setDestination}
      />
      <p class="quiet">{NUMBERS[chart.kind]} It is looked at every five minutes.</p>
      <Button look="primary" disabled={when !== 'unusual' && threshold === ''} onClick={() => void watch()}>
        Watch it
      </Button>
    </div>
  )
}
