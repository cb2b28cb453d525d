/** Where somebody looked and pointed on a page, told as derivation tells it. */
import type { PageView } from '../../../contract/facts.ts'
import { Attention } from '../../../server/derive/attention.ts'
import { Moves } from '../../../server/derive/moves.ts'
import type { Random } from './random.ts'

interface Seen {
  at: number
  until: number
  width: number
  height: number
  documentHeight: number
  /** Deepest point, px from the top. */
  seenTo: number
  hasMouse: boolean
}

/** Mouse positions are recorded so often. */
const SAMPLE_MS = 50
/** Of the time that a page is looked at, the mouse moves so much. */
const MOVING = 0.08
const MOST_POSITIONS = 400

/** Stops on the way down; the mouse wanders while the page stands still. */
export function looks(
  random: Random,
  { at, until, width, height, seenTo, hasMouse }: Seen,
): Pick<PageView, 'inView' | 'moves'> {
  const attention = new Attention()
  const moves = new Moves()
  attention.pageBegins(at)
  const deepest = Math.max(0, seenTo - height)
  const stops = deepest === 0 ? 1 : 2 + random.below(3)
  // A page is read for a while, and then left open.
  const left = Math.min(until, at + 4_000 + random.exponential(45_000))
  for (let i = 0; i < stops; i++) {
    const from = at + Math.round(((left - at) * i) / stops)
    const top = i === 0 ? 0 : i === 1 ? deepest : random.below(deepest + 1)
    attention.interaction(from)
    attention.shows(from, top, height)
    if (hasMouse) moves.move(0, wander(random, (left - at) / stops, width, height), { x: 0, y: top })
  }
  attention.interaction(left)
  const told = moves.of(0)
  return { inView: attention.bands(until), ...(told && { moves: told }) }
}

function wander(random: Random, ms: number, width: number, height: number): { x: number; y: number }[] {
  let x = random.below(width)
  let y = random.below(height)
  let across = 0
  let down = 0
  const count = Math.min(MOST_POSITIONS, Math.floor((ms * MOVING) / SAMPLE_MS))
  return Array.from({ length: count }, (_, i) => {
    if (i % 12 === 0) {
      across = (random.next() - 0.5) * 50
      down = (random.next() - 0.5) * 36
    }
    x = Math.min(width - 1, Math.max(0, x + across))
    y = Math.min(height - 1, Math.max(0, y + down))
    return { x, y }
  })
}
