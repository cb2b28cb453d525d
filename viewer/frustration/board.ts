/** The board of the segment and dates in the bar; order, state and the open case are in the address. */
import { computed, signal } from '@preact/signals'
import type {
  CaseChange,
  Example,
  FrustrationBoard,
  FrustrationCase,
} from '../../contract/frustration/board.ts'
import { api } from '../api.ts'
import { comparison } from '../frame/comparison.ts'
import { barQuery } from '../frame/dates.ts'
import { bar, EVERYONE_ELSE, query } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

export const STATES = [
  { value: 'unsettled', label: 'Open' },
  { value: 'muted', label: 'Muted' },
  { value: 'fixed', label: 'Fixed' },
  { value: 'all', label: 'All' },
] as const

export const SORTS = [
  { value: 'persons', label: 'People affected' },
  { value: 'difference', label: 'Difference between the two' },
  { value: 'occurrences', label: 'Times it happened' },
  { value: 'recent', label: 'Last seen' },
  { value: 'new', label: 'First seen' },
] as const

const FRESH_MS = 8_000
/** While thresholds are being applied, counts move; a moment after a change it may not have begun yet. */
const JUDGING_MS = 800
const SOON_MS = 6_000
/** Examples of a case: at first, and when asked for more. */
export const FEW = 10
export const MANY = 50
/** Bars a trend has at most. */
const BARS = 28
const DAY_MS = 86_400_000

export const board = remote<FrustrationBoard>()
export const examples = remote<Example[]>()
/** A case is being changed. */
export const busy = signal(false)

export const state = computed(
  () => STATES.find(one => one.value === query.value.get('state'))?.value ?? 'unsettled',
)
export const sort = computed(
  () => SORTS.find(one => one.value === query.value.get('sort'))?.value ?? 'persons',
)
export const openId = computed(() => query.value.get('case'))
/** The segment compared with; null: everyone else. */
export const otherName = computed(() => {
  const other = comparison.value
  return other === null || other.value === EVERYONE_ELSE ? null : other.name
})
export const isCompared = computed(() => (board.value.value?.others ?? 0) > 0)

/** First day and days per bar of every trend, so that all rows can be compared by eye. */
export const span = computed(() => {
  const days = board.value.value?.items.flatMap(one => one.days.map(({ day }) => day)) ?? []
  // Days are dates of the project's time zone, which may be ahead.
  const today = Math.max(Math.floor(Date.now() / DAY_MS) * DAY_MS, ...days)
  const from = Math.min(today, ...days)
  const perBar = Math.max(1, Math.ceil(((today - from) / DAY_MS + 1) / BARS))
  return {
    from: Math.max(from, 0),
    perBar,
    bars: Math.max(7, Math.ceil(((today - from) / DAY_MS + 1) / perBar)),
  }
})

let asked = ''
let changedAt = 0

/** Rules have changed: counts will follow. */
export function expectChange(): void {
  changedAt = Date.now()
}

export async function loadBoard(): Promise<void> {
  const key = location.search.replace(/&?case=[^&]*/, '')
  const answer = await load(
    board,
    () => {
      const { compare } = bar.peek()
      const asking = { ...barQuery(Date.now()), state: state.peek(), sort: sort.peek() }
      return api.frustrationBoard({ ...asking, ...(compare ? { compare } : {}) })
    },
    { keep: key === asked },
  )
  if (answer) asked = key
}

export async function loadExamples(limit = FEW): Promise<void> {
  const one = board.peek().value?.items.find(({ id }) => id === openId.peek())
  if (!one) return
  const { kind, page, element } = one
  await load(
    examples,
    async () =>
      (await api.frustrationExamples({ ...barQuery(Date.now()), kind, page, element, limit })).items,
    { keep: limit !== FEW },
  )
}

/** Keeps the board fresh while its screen is in sight. */
export function keepFresh(): () => void {
  let timer: ReturnType<typeof setTimeout>
  const next = () => {
    timer = setTimeout(
      async () => {
        if (!document.hidden && !busy.peek()) await loadBoard()
        next()
      },
      board.peek().value?.judging || Date.now() - changedAt < SOON_MS ? JUDGING_MS : FRESH_MS,
    )
  }
  next()
  return () => clearTimeout(timer)
}

export async function changeCase(
  { kind, page, element, name }: FrustrationCase,
  change: Pick<CaseChange, 'muted' | 'fixed' | 'note' | 'assignee'>,
  done: string,
): Promise<void> {
  await acted(() => api.changeCase({ kind, page, element, name, ...change }, bar.peek().project), done)
}

export async function sayFine({ kind, element }: FrustrationCase, done: string): Promise<void> {
  expectChange()
  await acted(() => api.sayFine({ kind, element, fine: true }, bar.peek().project), done)
}

async function acted(act: () => Promise<unknown>, done: string): Promise<void> {
  busy.value = true
  try {
    await act()
    await loadBoard()
    say(done)
  } catch (cause) {
    say(wordsOf(cause))
  } finally {
    busy.value = false
  }
}
