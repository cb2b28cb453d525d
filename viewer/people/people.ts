/** The persons of the segment, page by page; found by id, name or e-mail. */
import { batch, computed, signal } from '@preact/signals'
import type { Person } from '../../contract/api.ts'
import type { Counted } from '../../contract/counted.ts'
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import type { SessionQuery } from '../api.ts'
import { barQuery } from '../frame/dates.ts'
import { bar, query } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { calls } from './calls.ts'

const PAGE = 50
/** Asking begins after this pause in typing, ms. */
const PAUSE_MS = 200

export const rows = signal<Person[] | null>(null)
export const total = signal<number | null>(null)
/** How sure the total is. */
export const sure = signal<Counted | null>(null)
export const problem = signal<string | null>(null)
export const busy = signal(false)
const next = signal<string | null>(null)
export const hasMore = computed(() => next.value !== null)

let question = 0
let timer: ReturnType<typeof setTimeout> | undefined

export function loadPeople(): void {
  const turn = ++question
  clearTimeout(timer)
  timer = setTimeout(() => void ask(turn), rows.peek() === null ? 0 : PAUSE_MS)
}

async function ask(turn: number): Promise<void> {
  const words = (query.peek().get('q') ?? '').trim()
  busy.value = true
  try {
    const [ids, page] = await Promise.all([
      words === '' ? [] : byId(words),
      calls.persons({
        ...asked(words),
        order: 'lastSeen',
        limit: PAGE,
        total: words === '' ? 'about' : 'none',
      }),
    ])
    if (turn !== question) return
    const known = new Set(ids.map(one => one.id))
    batch(() => {
      rows.value = [...ids, ...page.items.filter(one => !known.has(one.id))]
      total.value = page.total ?? null
      sure.value = page.counted ?? null
      next.value = page.next
      problem.value = null
    })
    if (page.counted?.sampled) void countAll(turn, words)
  } catch (cause) {
    if (turn === question) problem.value = wordsOf(cause)
  } finally {
    if (turn === question) busy.value = false
  }
}

/** The rows need not wait for the exact total of a large project. */
async function countAll(turn: number, words: string): Promise<void> {
  const query = { ...asked(words), order: 'id', limit: 1, total: 'exact' } as const
  // The number counted among some people stands until a count succeeds.
  const page = await calls.persons(query).catch(() => null)
  if (page === null || turn !== question) return
  batch(() => {
    total.value = page.total ?? null
    sure.value = page.counted ?? null
  })
}

export async function showMore(): Promise<void> {
  const cursor = next.peek()
  if (cursor === null || busy.peek()) return
  const turn = question
  busy.value = true
  try {
    const words = (query.peek().get('q') ?? '').trim()
    const page = await calls.persons({ ...asked(words), order: 'lastSeen', limit: PAGE, cursor })
    if (turn !== question) return
    const known = new Set(rows.peek()?.map(one => one.id))
    batch(() => {
      rows.value = [...(rows.peek() ?? []), ...page.items.filter(one => !known.has(one.id))]
      next.value = page.next
    })
  } catch (cause) {
    problem.value = wordsOf(cause)
  } finally {
    if (turn === question) busy.value = false
  }
}

/** The bar's question; with words, narrowed to those whose name or e-mail holds them. Dates are of visits, not of people. */
function asked(words: string): SessionQuery {
  const { from: _, to: __, ...query } = barQuery(Date.now())
  if (words === '') return query
  const { segment, definition, ...rest } = query
  return { ...rest, definition: JSON.stringify(narrowed(words, segment, definition)) }
}

function narrowed(
  words: string,
  segment: string | undefined,
  definition: string | undefined,
): SegmentDefinition {
  const like = ['name', 'firstName', 'lastName', 'email'].map(
    (trait): Condition => ({ kind: 'trait', trait, is: { op: 'contains', text: words } }),
  )
  const found: Condition = { kind: 'or', of: like }
  const unsaved: SegmentDefinition | null = definition ? JSON.parse(definition) : null
  if (unsaved) {
    return { ...unsaved, subject: 'person', where: { kind: 'and', of: [found, asPerson(unsaved)] } }
  }
  const where: Condition = segment ? { kind: 'and', of: [found, { kind: 'segment', id: segment }] } : found
  return { version: 1, subject: 'person', where }
}

/** In a question about people, what holds of a session is asked inside one. */
function asPerson({ subject, where }: SegmentDefinition): Condition {
  if (subject === 'person') return where
  return { kind: 'session', where, count: { op: 'at-least', n: 1 }, window: { kind: 'ever' } }
}

async function byId(id: string): Promise<Person[]> {
  const { project } = bar.peek()
  const found = await Promise.all([calls.byId({ user: id }, project), calls.byId({ anonymous: id }, project)])
  return found.flatMap(one => one.items)
}
