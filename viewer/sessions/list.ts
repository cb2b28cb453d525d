/** The session list: pages of rows as the bar and the list's own choice ask for them. */
import { batch, computed, signal } from '@preact/signals'
import type { List, Session } from '../../contract/api.ts'
import type { Counted, HowCounted } from '../../contract/counted.ts'
import type { Kept } from '../../contract/watching.ts'
import { wordsOf } from '../remote.ts'
import { calls } from './calls.ts'
import { choice, listKey, listQuery } from './choice.ts'

const PAGE = 100
/** A page asked for while scrolling: the further one goes, the more of them there are. */
const NEXT_PAGE = 200
/** How often the top of the list is looked at again, ms: a visit appears while one watches. */
const FRESH_MS = 4_000

export const rows = signal<Session[]>([])
/** In a queue, why each session is in it. */
export const reasons = signal<ReadonlyMap<string, string>>(new Map())
export const total = signal<number | null>(null)
/** How sure the total is. */
export const sure = signal<Counted | null>(null)
export const loading = signal(true)
export const problem = signal<string | null>(null)
export const selected = signal<string | null>(null)

const next = signal<string | null>(null)
export const hasMore = computed(() => next.value !== null)

let asked: string | null = null
let question = 0
/** Whether there are so many people that a first total is taken among some of them. */
let many = false
/** Ids of the rows: pages overlap when visits arrive between them. */
let known = new Set<string>()

/** Asks for the first page, unless these rows are the answer already. */
export async function loadSessions({ again = false } = {}): Promise<void> {
  const key = listKey.peek()
  if (key === asked && !again && problem.peek() === null) return refresh()
  if (key !== asked) clear()
  asked = key
  const turn = ++question
  loading.value = true
  problem.value = null
  try {
    const page = await firstPage('about')
    if (turn !== question) return
    batch(() => {
      show(page.items)
      total.value = page.total ?? null
      sure.value = page.counted ?? null
      next.value = page.next
      loading.value = false
    })
    many = page.counted?.sampled === true
    if (many) await countAll(turn)
  } catch (cause) {
    if (turn !== question) return
    problem.value = wordsOf(cause)
    loading.value = false
  }
}

/** The rows need not wait for the exact total of a large project. */
async function countAll(turn: number): Promise<void> {
  // The number counted among some people stands until a count succeeds.
  const page = await calls.sessions({ ...listQuery(Date.now()), limit: 1, total: 'exact' }).catch(() => null)
  if (page === null || turn !== question) return
  batch(() => {
    total.value = page.total ?? null
    sure.value = page.counted ?? null
  })
}

async function firstPage(total: HowCounted): Promise<List<Session>> {
  const query = { ...listQuery(Date.now()), total }
  const { queue } = choice.peek()
  if (queue === null) return calls.sessions({ ...query, limit: PAGE })
  const { sort: _, order: __, total: ___, ...asking } = query
  const page = await calls.queue({ ...asking, count: queue })
  reasons.value = new Map(page.items.map(one => [one.id, one.reason]))
  return page
}

function show(items: Session[]): void {
  known = new Set(items.map(row => row.id))
  rows.value = items
}

function clear(): void {
  batch(() => {
    show([])
    reasons.value = new Map()
    total.value = null
    sure.value = null
    next.value = null
    selected.value = null
  })
}

export async function loadMore(): Promise<void> {
  const cursor = next.peek()
  if (cursor === null || loading.peek()) return
  const turn = question
  loading.value = true
  try {
    const page = await calls.sessions({ ...listQuery(Date.now()), limit: NEXT_PAGE, cursor })
    if (turn !== question) return
    batch(() => {
      const more = page.items.filter(row => !known.has(row.id))
      for (const row of more) known.add(row.id)
      rows.value = [...rows.peek(), ...more]
      next.value = page.next
    })
  } catch (cause) {
    problem.value = wordsOf(cause)
  } finally {
    if (turn === question) loading.value = false
  }
}

/** New visits come on top, running ones grow; what was loaded further down stays. A queue stays as it was chosen. */
async function refresh(): Promise<void> {
  if (choice.peek().queue !== null) return
  const turn = question
  // A missed look is not worth a word: the next one comes, and asking by hand shows the problem.
  const page = await firstPage(many ? 'none' : 'exact').catch(() => null)
  if (page === null || turn !== question) return
  const before = rows.peek()
  const shorter = page.next === null && before.length > page.items.length
  const changed = shorter || JSON.stringify(page.items) !== JSON.stringify(before.slice(0, page.items.length))
  batch(() => {
    if (changed) {
      const { items, whole } = withTop(page.items, before, page.next !== null)
      show(items)
      if (!whole) next.value = page.next
    }
    if (page.total !== undefined) total.value = page.total
  })
  if (changed && many) await countAll(turn)
}

/** Keeps the list fresh while its screen is in sight. */
export function keepFresh(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden && !loading.peek() && problem.peek() === null) void refresh()
  }, FRESH_MS)
  return () => clearInterval(timer)
}

/**
 * The rows with a newer top: what stood above its last row and is not in it is gone. `whole` is false when nothing
 * joins the two, and what comes after the top is to be asked for again. Without `more`, the top is the whole list.
 */
export function withTop(
  top: Session[],
  before: Session[],
  more: boolean,
): { items: Session[]; whole: boolean } {
  if (!more) return { items: top, whole: false }
  const last = top.at(-1)
  const at = before.findIndex(row => row.id === last?.id)
  if (at < 0) return { items: top, whole: false }
  const seen = new Set(top.map(row => row.id))
  return { items: [...top, ...before.slice(at + 1).filter(row => !seen.has(row.id))], whole: true }
}

export function keptOfRow(session: string, kept: Kept): void {
  if (!known.has(session)) return
  rows.value = rows.peek().map(row => (row.id === session ? { ...row, kept } : row))
}

/** The sessions before and after this one in the list last shown. */
export function neighbours(id: string): { before: Session | undefined; after: Session | undefined } {
  const at = rows.value.findIndex(row => row.id === id)
  if (at < 0) return { before: undefined, after: undefined }
  return { before: rows.value[at - 1], after: rows.value[at + 1] }
}
