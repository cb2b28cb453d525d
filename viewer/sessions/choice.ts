/**
 * Which sessions the list shows, and in which order: in the address, and carried along into the player, whose next
 * session is the list's.
 *
 *     sort=activeTime&order=asc   show=new|starred|noted|mentioned   label=NAME   text=WORDS   playlist=ID   queue=20
 */
import { computed } from '@preact/signals'
import { ORDERS, type Order, SESSION_SORTS, type SessionSort } from '../../contract/session-sort.ts'
import { QUEUE_LIMIT } from '../../contract/watching.ts'
import { barQuery } from '../frame/dates.ts'
import { bar, type Changes, query, to } from '../location.ts'
import type { ListQuery } from './calls.ts'

export const SHOWN = ['all', 'new', 'starred', 'noted', 'mentioned'] as const
export type Shown = (typeof SHOWN)[number]

export interface Choice {
  /** Null: newest first, or as a playlist has it. */
  sort: SessionSort | null
  order: Order
  show: Shown
  label: string
  text: string
  playlist: string
  /** How many of a queue; null: no queue. */
  queue: number | null
}

const KEYS = ['sort', 'order', 'show', 'label', 'text', 'playlist', 'queue'] as const

export const choice = computed((): Choice => {
  const told = (key: (typeof KEYS)[number]) => query.value.get(key) ?? ''
  const count = Math.trunc(Number(told('queue')))
  return {
    sort: SESSION_SORTS.find(one => one === told('sort')) ?? null,
    order: ORDERS.find(one => one === told('order')) ?? 'desc',
    show: SHOWN.find(one => one === told('show')) ?? 'all',
    label: told('label'),
    text: told('text').trim(),
    playlist: told('playlist'),
    queue: count >= 1 ? Math.min(count, QUEUE_LIMIT) : null,
  }
})

/** Whether fewer are shown than the bar alone would. */
export const isNarrowed = computed(() => {
  const { show, label, text, playlist, queue } = choice.value
  return show !== 'all' || label !== '' || text !== '' || playlist !== '' || queue !== null
})

export const EVERYTHING: Changes = { show: null, label: null, text: null, playlist: null, queue: null }

export function listQuery(now: number): ListQuery {
  const { sort, order, show, label, text, playlist } = choice.value
  const asked: ListQuery = { ...barQuery(now) }
  if (sort) asked.sort = sort
  if (order === 'asc') asked.order = order
  if (show === 'new') asked.unwatched = 'true'
  if (show === 'starred') asked.star = 'true'
  if (show === 'noted') asked.noted = 'true'
  if (show === 'mentioned') asked.mentioned = 'true'
  if (label) asked.label = label
  if (text) asked.text = text
  if (playlist) asked.playlist = playlist
  return asked
}

/** What is asked, without the time at which it is: another text means another list. */
export const listKey = computed(() => {
  const params = new URLSearchParams(bar.value)
  for (const key of KEYS) {
    const value = query.value.get(key)
    if (value) params.set(key, value)
  }
  return params.toString()
})

/** An address of this list: the list itself, or a session of it. */
export function inList(path: string, changes: Changes = {}): string {
  const carried: Changes = {}
  for (const key of KEYS) carried[key] = query.value.get(key)
  return to(path, { ...carried, ...changes })
}
