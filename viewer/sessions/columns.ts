/** Which columns the list shows and how close its rows are: as in the address, else as last chosen in this browser. */
import { computed } from '@preact/signals'
import type { SessionSort } from '../../contract/session-sort.ts'
import { go, here, query } from '../location.ts'

export interface Column {
  id: string
  label: string
  /** A track of the grid; the usual ones fit a window of 1024 px. */
  width: string
  sort?: SessionSort
  /** Right-aligned. */
  number?: boolean
}

export const COLUMNS = [
  { id: 'where', label: 'Where', width: 'minmax(84px, 1.1fr)' },
  { id: 'when', label: 'When', width: 'minmax(100px, 0.75fr)', sort: 'startedAt' },
  { id: 'active', label: 'Active', width: '72px', sort: 'activeTime' },
  { id: 'duration', label: 'Duration', width: '76px', sort: 'duration' },
  { id: 'pages', label: 'Pages', width: 'minmax(84px, 1.5fr)', sort: 'pageCount' },
  { id: 'clicks', label: 'Clicks', width: '50px', sort: 'clickCount', number: true },
  { id: 'failures', label: 'Failures', width: '74px', sort: 'failureCount', number: true },
  { id: 'frustration', label: 'Frustration', width: '94px', sort: 'frustrationScore', number: true },
  { id: 'from', label: 'Came from', width: 'minmax(90px, 1fr)' },
  { id: 'release', label: 'Release', width: 'minmax(70px, 0.6fr)' },
  { id: 'watched', label: 'Watched by', width: 'minmax(84px, 0.8fr)' },
  { id: 'happened', label: 'What happened', width: 'minmax(104px, 1.6fr)' },
] as const satisfies Column[]

export type ColumnId = (typeof COLUMNS)[number]['id']

const USUAL: readonly ColumnId[] = ['where', 'when', 'active', 'pages', 'clicks', 'happened']

export const columns = computed(() => {
  const told = query.value.get('columns') ?? stored('columns')
  const chosen = COLUMNS.filter(column => told?.split(' ').includes(column.id))
  return told === null ? COLUMNS.filter(column => USUAL.includes(column.id)) : chosen
})

export const dense = computed(() => (query.value.get('rows') ?? stored('rows')) === 'dense')

export function toggleColumn(id: ColumnId): void {
  const shown = columns.peek().map(column => column.id)
  const next = shown.includes(id) ? shown.filter(one => one !== id) : [...shown, id]
  keep(
    'columns',
    COLUMNS.filter(column => next.includes(column.id))
      .map(column => column.id)
      .join(' ') || 'none',
  )
}

export function setDense(yes: boolean): void {
  keep('rows', yes ? 'dense' : 'roomy')
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`segreel.list.${name}`, value)
  } catch {
    // Storage can be switched off; the address holds it.
  }
  go(here({ [name]: value }), 'replace')
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`segreel.list.${name}`)
  } catch {
    return null
  }
}
