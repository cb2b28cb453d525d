import type { Hover, Wiggle } from '../../contract/facts.ts'
import { targetOf } from './clicks.ts'
import { controlOf } from './control.ts'
import type { Dom } from './dom.ts'
import type { Surroundings } from './expectation.ts'
import type { DomNode } from './node.ts'
import { bag, number } from './read.ts'
import type { Watch } from './watch.ts'

/** A pointer that rests so long on a control has been noticed. */
const HOVER_MS = 1_000
/** px of travel in one direction before a turn counts. */
const TURN_PX = 20
/** Turns are counted within this time. */
const WIGGLE_MS = 2_000
/** Turns in it that are worth a fact; questions ask for more. */
const WIGGLE_TURNS = 6
const MAX_FACTS = 2_000
/** A change so soon after the pointer came or went is a hover effect. */
const HOVER_EFFECT_MS = 150
/** rrweb samples positions this far apart, so their times are only so good. */
const SAMPLE_MS = 60

interface Axis {
  last: number
  travel: number
  direction: number
  turns: number[]
}

/** The page the pointer moves over. */
interface Scene {
  dom: Dom
  watch: Watch
  around: Surroundings
  pages: { index: number }
  scrolls: { x: number; y: number }
}

const axis = (): Axis => ({ last: Number.NaN, travel: 0, direction: 0, turns: [] })

/** Follows the cursor: rests, and to and fro. */
export class Pointer {
  readonly #hovers: Hover[] = []
  readonly #wiggles: Wiggle[] = []
  #held = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  #x = axis()
  #y = axis()
  #over: { id: number; node: DomNode | null } | null = null
  #rest: { at: number; x: number; y: number; control: DomNode; page: number } | null = null

  /** Between the press of the button and its release the hand draws, drags or selects. */
  pressed(at: number, down: boolean): void {
    if (down) this.#held = { from: at, to: Number.POSITIVE_INFINITY }
    else this.#held.to = Math.min(this.#held.to, at)
  }

  /** `hand`: a mouse, rather than a finger that scrolls or a thing that is dragged. */
  move(at: number, positions: readonly unknown[], hand: boolean, scene: Scene): void {
    for (const item of positions) {
      const position = bag(item)
      const when = at + (number(position.timeOffset) ?? 0)
      const x = number(position.x)
      const y = number(position.y)
      if (x === undefined || y === undefined) continue
      const held = when >= this.#held.from && when <= this.#held.to + SAMPLE_MS
      if (held || !hand || this.#over?.node?.tag === 'canvas') this.#still()
      else this.#turn(when, x, y, scene.pages.index)
      const id = number(position.id) ?? -1
      if (this.#over?.id !== id) this.#enter(when, id, x, y, scene)
    }
  }

  leave(): void {
    this.#over = null
    this.#rest = null
    this.#still()
  }

  facts(): { hovers: Hover[]; wiggles: Wiggle[] } {
    return { hovers: [...this.#hovers], wiggles: this.#wiggles.map(wiggle => ({ ...wiggle })) }
  }

  #still(): void {
    this.#x = axis()
    this.#y = axis()
  }

  #enter(at: number, id: number, x: number, y: number, scene: Scene): void {
    const node = scene.dom.get(id)
    const left = this.#over?.node ?? null
    this.#over = { id, node }
    scene.watch.hovered(at - SAMPLE_MS, at + HOVER_EFFECT_MS, [left, node])
    const control = controlOf(node, scene.around.sheets)
    if (this.#rest && this.#rest.control === control) return
    const rest = this.#rest
    this.#rest = control ? { at, x, y, control, page: scene.pages.index } : null
    if (!rest || at - rest.at < HOVER_MS || this.#hovers.length >= MAX_FACTS) return
    const target = targetOf(rest.control, scene.around)
    if (!target) return
    const pageX = rest.x + scene.scrolls.x
    const pageY = rest.y + scene.scrolls.y
    this.#hovers.push({ at: rest.at, time: at - rest.at, pageX, pageY, target, page: rest.page })
  }

  #turn(at: number, x: number, y: number, page: number): void {
    const turned = [turns(this.#x, at, x), turns(this.#y, at, y)]
    if (!turned.includes(true)) return
    const busier = this.#x.turns.length >= this.#y.turns.length ? this.#x.turns : this.#y.turns
    const from = busier[0]
    if (from === undefined || busier.length < WIGGLE_TURNS) return
    const last = this.#wiggles.at(-1)
    if (last && from <= last.until) {
      last.until = at
      last.turns = Math.max(last.turns, busier.length)
    } else if (this.#wiggles.length < MAX_FACTS)
      this.#wiggles.push({ at: from, until: at, turns: busier.length, page })
  }
}

/** Answers whether the direction turned on this axis; keeps the turns of the last two seconds. */
function turns(of: Axis, at: number, position: number): boolean {
  const by = position - of.last
  of.last = position
  if (Number.isNaN(by) || by === 0) return false
  of.travel = Math.sign(by) === Math.sign(of.travel) ? of.travel + by : by
  if (Math.abs(of.travel) < TURN_PX) return false
  const direction = Math.sign(of.travel)
  const turned = of.direction !== 0 && direction !== of.direction
  of.direction = direction
  if (turned) of.turns.push(at)
  while (of.turns[0] !== undefined && at - of.turns[0] > WIGGLE_MS) of.turns.shift()
  return turned
}
