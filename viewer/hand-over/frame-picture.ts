/** A picture of the page as the replay shows it now; drawn anew when the replay stands at another moment. */
import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { drawPage } from '../picture/draw.ts'
import type { Player } from '../player/player.ts'

/** Drawn once the replay stood still so long, ms. */
const PAUSE_MS = 400

export interface FramePicture {
  /** Null: not drawn yet, or there is nothing to draw. */
  drawn: ReadonlySignal<{ png: Blob; address: string; at: number } | null>
  problem: ReadonlySignal<string | null>
  stop(): void
}

export function createFramePicture(player: Player): FramePicture {
  const drawn = signal<{ png: Blob; address: string; at: number } | null>(null)
  const problem = signal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  const forget = () => {
    const before = drawn.peek()
    if (before) URL.revokeObjectURL(before.address)
    drawn.value = null
  }
  async function draw(): Promise<void> {
    const mine = ++turn
    const [frame, state] = [player.replay.peek()?.frame(), player.state.peek()]
    const page = frame?.contentDocument
    if (!page || !state?.size) return
    try {
      const png = await drawPage(page, state.size)
      if (mine !== turn) return
      forget()
      problem.value = png ? null : 'There is no page to draw at this moment.'
      if (png) drawn.value = { png, address: URL.createObjectURL(png), at: player.at.peek() }
    } catch (cause) {
      console.error(cause)
      problem.value = 'The page could not be drawn.'
    }
  }
  const stop = effect(() => {
    const now = player.state.value
    clearTimeout(timer)
    if (now && !now.playing && !now.waiting && now.size) timer = setTimeout(() => void draw(), PAUSE_MS)
  })
  return {
    drawn,
    problem,
    stop() {
      stop()
      turn++
      clearTimeout(timer)
      forget()
    },
  }
}
