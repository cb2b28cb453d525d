import { useState } from 'preact/hooks'
import type { Board } from '../../../contract/behaviour/board-chart.ts'
import { pngOf } from '../../charts/export.ts'
import { base64Of } from '../../picture/base64.ts'
import { wordsOf } from '../../remote.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { Popover } from '../../ui/Popover.tsx'
import { say } from '../../ui/toast.ts'
import { boardCalls } from './calls.ts'
import { drawingOf, type Pictures } from './HeatPictures.tsx'

interface ShareBoardProps {
  board: Board
  /** Of its heatmaps, by chart. */
  pictures: ReadonlyMap<string, Pictures>
  changed: () => void
}

/** px: as large as the server keeps a picture. */
const LARGEST = 4_000

/** Makes the public link; with the pictures of pages only where that is chosen: a page shows what its visitor saw. */
export function ShareBoard({ board, pictures, changed }: ShareBoardProps) {
  const share = async (isPictured: boolean) => {
    try {
      const { url } = await boardCalls.share(board.id)
      if (isPictured) await givePictures(board.id, pictures)
      await copyText(new URL(url, location.href).href, 'The public link is copied. It is told only once.')
      changed()
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const label = board.shared ? 'New public link' : 'Public link'
  if (!board.charts.some(one => one.kind === 'heatmap')) {
    return (
      <Button icon="link" onClick={() => void share(false)}>
        {label}
      </Button>
    )
  }
  return (
    <Popover label="Share this board" icon="link" show={label}>
      {close => (
        <Choices
          make={isPictured => {
            close()
            void share(isPictured)
          }}
        />
      )}
    </Popover>
  )
}

function Choices({ make }: { make: (isPictured: boolean) => void }) {
  const [isPictured, setPictured] = useState(false)
  return (
    <div class="alert-form">
      <label class="board-pictured">
        <input
          type="checkbox"
          checked={isPictured}
          onChange={event => setPictured(event.currentTarget.checked)}
        />
        With the pictures of its heatmaps
      </label>
      <p class="quiet board-drawn">
        The link shows numbers, and nobody. The pictures are taken as they are now, with the recorded page
        behind them: whoever has the link sees what stands on it.
      </p>
      <Button look="primary" onClick={() => make(isPictured)}>
        Make the link
      </Button>
    </div>
  )
}

async function givePictures(board: string, pictures: ReadonlyMap<string, Pictures>): Promise<void> {
  for (const [chart, drawn] of pictures) {
    const svg = drawingOf(drawn)
    if (svg === null) continue
    const png = await base64Of(await pngOf(svg, LARGEST))
    const sessions = [...new Set([...drawn.values()].map(one => one.session))]
    await boardCalls.givePicture(board, chart, { png, sessions })
  }
}
