import { type Target, WATCH_MS } from '../../contract/facts.ts'
import { NodeType } from '../../contract/rrweb.ts'
import type { DomNode } from './node.ts'
import type { Rhythm, Running, Suspect } from './rhythm.ts'

/** Answers that are seen once and at once, and belong to the latest click. */
export type Mark =
  | 'navigation'
  | 'opened'
  | 'download'
  | 'clipboard'
  | 'scroll'
  | 'selection'
  | 'focus'
  | 'value'
  | 'media'
  | 'resize'
  | 'hidden'

/** A change of one place, first or again, since the prompt it follows. */
export interface Change {
  at: number
  place: DomNode
  suspect: Suspect
  /** Numbers of the clicks in whose neighbourhood it is. */
  near: number[]
  /** The ripple or the pressed look of a button: no answer. */
  feedback: boolean
  /** The pointer came over the place or left it just then. */
  hover: boolean
}

export interface Asked {
  url: string
  at: number
  answeredAt: number | null
  status: number | null
  /** Any request of the click asked for a change. */
  wrote: boolean
}

/** What the visitor did that the page may answer: a press or click, or typing. A new page ends the watch,
 * and so does a hole in the recording. */
export interface Prompt {
  kind: 'press' | 'click' | 'typing' | 'page' | 'hole'
  at: number
  /** Of the button; the same as `at` when only the click was recorded. */
  press: number
  /** Number of the click; -1 for the others. */
  click: number
  control: DomNode | null
  target: Target | null
  /** Whether it asks for an answer of its own, and so claims what follows. */
  claims: boolean
  near: DomNode[]
  changes: Change[]
  marks: Partial<Record<Mark, number>>
  asked: Asked | null
  /** What went on by itself at the press. */
  running: { place: DomNode; running: Running }[]
}

/** Changes kept per prompt: more places say nothing new, and memory stays bounded. */
const MAX_CHANGES = 32
const MAX_PER_PLACE = 6
/** Places followed that change by themselves, and how long after their last change. */
const MAX_LIVELY = 40
const LIVELY_MS = 5_000
const AT_ONCE_MS = 100
const LARGE = new Set(['html', 'body', 'main', 'form', 'section'])

/** Clicks under watch, and what the page does meanwhile. */
export class Watch {
  /** In order; those whose watch and learning are over are taken out by the owner. */
  readonly prompts: Prompt[] = []
  #counts = new Map<Rhythm, number>()
  /** Places that changed lately, the latest last. */
  readonly #lively = new Map<Rhythm, { place: DomNode; at: number }>()

  begin(prompt: Prompt): Prompt {
    for (const [rhythm, { place, at }] of this.#lively) {
      const running = prompt.kind === 'press' || prompt.kind === 'click' ? rhythm.runs(prompt.press) : null
      if (running) prompt.running.push({ place, running })
      else if (prompt.press - at > LIVELY_MS) this.#lively.delete(rhythm)
    }
    this.prompts.push(prompt)
    this.#counts.clear()
    return prompt
  }

  get latest(): Prompt | undefined {
    return this.prompts.at(-1)
  }

  /** The page is left: nothing that comes later answers what was done on it. */
  leave(at: number, kind: 'page' | 'hole' = 'page'): void {
    const latest = this.latest
    if (latest && at - latest.at <= WATCH_MS) this.begin(emptyPrompt(kind, at))
  }

  /** The visitor types: what changes now follows the typing. */
  typed(at: number): void {
    const latest = this.latest
    if (latest?.kind === 'typing') latest.at = at
    else if (latest && at - latest.at <= WATCH_MS) this.begin(emptyPrompt('typing', at))
  }

  /** After a snapshot the same nodes are new objects. */
  rebind(dom: { get(id: number): DomNode | null }): void {
    for (const prompt of this.prompts.slice(-24)) {
      if (prompt.control) prompt.control = dom.get(prompt.control.id) ?? prompt.control
      prompt.near = prompt.near.map(root => dom.get(root.id) ?? root)
    }
  }

  /** The pointer came over some nodes or left them between these times: what changed there was hover. */
  hovered(from: number, to: number, nodes: readonly (DomNode | null)[]): void {
    for (const prompt of this.prompts.slice(-4)) {
      for (const change of prompt.changes) {
        // What comes at once is the handler's doing, wherever the pointer goes next.
        const atOnce = change.at - prompt.press < AT_ONCE_MS || Math.abs(change.at - prompt.at) < AT_ONCE_MS
        if (change.at < from || change.at > to || atOnce) continue
        if (nodes.some(node => node && isAbout(change.place, node))) change.hover = true
      }
    }
  }

  /** A prompt that can still be answered at that time. */
  open(at: number): Prompt | undefined {
    const prompt = this.prompts.at(-1)
    return prompt && at - prompt.at <= WATCH_MS && at >= prompt.press ? prompt : undefined
  }

  change(at: number, place: DomNode, rhythm: Rhythm, touched: number, feedback: boolean): void {
    this.#lives(at, place, rhythm)
    const prompt = this.open(at)
    const seen = prompt ? (this.#counts.get(rhythm) ?? 0) : MAX_PER_PLACE
    const room = prompt !== undefined && seen < MAX_PER_PLACE && prompt.changes.length < MAX_CHANGES
    const suspect = room ? rhythm.suspect(at, at >= prompt.at ? prompt.at : prompt.press) : null
    const begins = rhythm.change(at, touched)
    if (!prompt || !suspect || (seen > 0 && !begins)) return
    this.#counts.set(rhythm, seen + 1)
    prompt.changes.push({ at, place, suspect, near: this.#near(at, place), feedback, hover: false })
  }

  #lives(at: number, place: DomNode, rhythm: Rhythm): void {
    const known = this.#lively.get(rhythm)
    if (known) {
      known.at = at
      return
    }
    if (this.#lively.size >= MAX_LIVELY) {
      const [oldest] = this.#lively.keys()
      if (oldest) this.#lively.delete(oldest)
    }
    this.#lively.set(rhythm, { place, at })
  }

  mark(at: number, mark: Mark): void {
    const prompt = this.open(at)
    if (prompt) prompt.marks[mark] ??= at
  }

  /** A neighbourhood that is gone from the page has changed as much as it can. */
  #near(at: number, place: DomNode): number[] {
    const near: number[] = []
    for (let i = this.prompts.length - 1; i >= 0; i--) {
      const prompt = this.prompts[i]
      if (!prompt || at - prompt.at > WATCH_MS || this.prompts.length - i > 24) break
      if (prompt.click >= 0 && prompt.near.some(root => isWithin(place, root))) near.push(prompt.click)
    }
    return near
  }
}

function emptyPrompt(kind: 'typing' | 'page' | 'hole', at: number): Prompt {
  return {
    kind,
    at,
    press: at,
    click: -1,
    control: null,
    target: null,
    claims: false,
    near: [],
    changes: [],
    marks: {},
    asked: null,
    running: [],
  }
}

/** Just within the node, or one of its next ancestors; a region that holds everything says nothing. */
function isAbout(place: DomNode, node: DomNode): boolean {
  let up = 0
  for (let at: DomNode | null = node; at && up < 4; at = at.parent, up++)
    if (at === place) return !LARGE.has(at.tag)
  if (LARGE.has(node.tag)) return false
  up = 0
  for (let at: DomNode | null = place; at && up < 4; at = at.parent, up++) if (at === node) return true
  return false
}

export function isWithin(place: DomNode, root: DomNode): boolean {
  for (let at: DomNode | null = place; at; at = at.parent) if (at === root) return true
  let top = root
  while (top.parent) top = top.parent
  return top.kind !== NodeType.Document
}
