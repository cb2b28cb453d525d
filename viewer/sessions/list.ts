/** The session list: pages of rows, newest first, of the segment and dates in the bar. */
import { batch, computed, signal } from '@preact/signals'
import type { Session } from '../../contract/api.ts'
import { api, type SessionQuery } from '../api.ts'
import { barQuery } from '../frame/dates.ts'
import { wordsOf } from '../remote.ts'

const PAGE = 50
/** How often the top of the list is looked at again, ms: a visit appears while one watches. */
const FRESH_MS = 4_000

export const rows = signal<Session[]>([])
export const total = signal<number | null>(null)
export const loading = signal(true)
export const problem = signal<string | null>(null)
export const selected = signal<string | null>(null)

const next = signal<string | null>(null)
export const hasMore = computed(() => next.value !== null)

let asked = ''
let question = 0

/** Asks for the first page, unless these rows are the answer already. */
export async function loadSessions({ again = false } = {}): Promise<void> {
  const query = barQuery(Date.now())
  const key = JSON.stringify({ ...query, from: query.to ? query.from : undefined, range: location.search })
  if (key === asked && !again && problem.peek() === null) return refresh()
  if (key !== asked) clear()
  asked = key
  const turn = ++question
  loading.value = true
  problem.value = null
  try {
    const page = await api.sessions({ ...query, limit: PAGE })
    if (turn !== question) return
    batch(() => {
      rows.value = page.items
      total.value = page.total ?? null
      next.value = page.next
      loading.value = false
    })
  } catch (cause) {
    if (turn !== question) return
    problem.value = wordsOf(cause)
    loading.value = false
  }
}

function clear(): void {
  batch(() => {
    rows.value = []
    total.value = null
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
    const page = await api.sessions({ ...barQuery(Date.now()), limit: PAGE, cursor })
    if (turn !== question) return
    batch(() => {
      rows.value = merged(rows.peek(), page.items)
      next.value = page.next
    })
  } catch (cause) {
    problem.value = wordsOf(cause)
  } finally {
    if (turn === question) loading.value = false
  }
}

/** New visits come on top, running ones grow; what was loaded further down stays. */
async function refresh(): Promise<void> {
  const turn = question
  const query: SessionQuery = { ...barQuery(Date.now()), limit: PAGE }
  // A missed look is not worth a word: the next one comes, and asking by hand shows the problem.
  const page = await api.sessions(query).catch(() => null)
  if (page === null || turn !== question) return
  batch(() => {
    if (JSON.stringify(page.items) !== JSON.stringify(rows.peek().slice(0, page.items.length))) {
      rows.value = merged(page.items, rows.peek())
    }
    if (page.total !== undefined) total.value = page.total
  })
}

/** Keeps the list fresh while its screen is in sight. */
export function keepFresh(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden && !loading.peek() && problem.peek() === null) void refresh()
  }, FRESH_MS)
  return () => clearInterval(timer)
}

/** Both lists as one, each session once, newest first. */
export function merged(first: Session[], second: Session[]): Session[] {
  const seen = new Set(first.map(row => row.id))
  return [...first, ...second.filter(row => !seen.has(row.id))].sort(
    (a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1),
  )
}

/** The sessions before and after this one in the list last shown. */
export function neighbours(id: string): { before: Session | undefined; after: Session | undefined } {
  const at = rows.value.findIndex(row => row.id === id)
  if (at < 0) return { before: undefined, after: undefined }
  return { before: rows.value[at - 1], after: rows.value[at + 1] }
}
