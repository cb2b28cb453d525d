/** The tree beside the replay: what is open in it, the element chosen, and where it is on the frame. */
import { signal } from '@preact/signals'
import { parentOf, search } from './nodes.ts'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** The replayed page at the moment; a new number when it may have changed. */
export const page = signal<{ document: Document; turn: number } | null>(null)
export const chosen = signal<Element | null>(null)
/** Under the pointer, in the tree or on the frame. */
export const pointed = signal<Element | null>(null)
/** The next press on the frame chooses an element. */
export const picking = signal(false)
export const words = signal('')
export const found = signal<Element[]>([])

/** Nodes opened (true) or closed (false) by hand; the rest is open near the root. */
const opened = signal<ReadonlyMap<Node, boolean>>(new Map())
/** Levels that are open from the start: html and body. */
const OPEN_LEVELS = 2

let turn = 0

export function look(document: Document | null): void {
  turn += 1
  const before = page.peek()?.document
  page.value = document ? { document, turn } : null
  if (before !== document) {
    opened.value = new Map()
    pointed.value = null
    chosen.value = null
    if (words.peek()) find(words.peek())
  }
}

export function leave(): void {
  page.value = null
  chosen.value = null
  pointed.value = null
  picking.value = false
  found.value = []
  opened.value = new Map()
}

export function isOpen(node: Node, level: number): boolean {
  return opened.value.get(node) ?? level < OPEN_LEVELS
}

export function setOpen(node: Node, open: boolean): void {
  opened.value = new Map(opened.peek()).set(node, open)
}

/** Chooses an element and opens the tree down to it. */
export function choose(element: Element | null): void {
  chosen.value = element
  if (!element) return
  const next = new Map(opened.peek())
  for (let node = parentOf(element); node; node = parentOf(node)) next.set(node, true)
  opened.value = next
}

export function find(text: string): void {
  words.value = text
  const now = page.peek()
  found.value = now ? search(now.document, text) : []
}

/** From one found element to the next, around. */
export function nextFound(by: 1 | -1): void {
  const all = found.peek()
  if (all.length === 0) return
  const now = chosen.peek()
  const at = now ? all.indexOf(now) : -1
  choose(all[(at + by + all.length) % all.length] ?? null)
}

/** Where an element is on the frame, px of the recorded viewport. */
export function boxOf(element: Element): Box | null {
  if (!element.isConnected) return null
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
