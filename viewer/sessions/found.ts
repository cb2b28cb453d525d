/** Where the words searched for are in each session of the list, asked once for the rows that come into sight. */
import { signal } from '@preact/signals'
import type { Found, FoundIn } from '../../contract/found.ts'
import { bar } from '../location.ts'
import { calls } from './calls.ts'
import { choice } from './choice.ts'

/** As many as the server looks through at once. */
const MOST_AT_ONCE = 100

/** By `project words session`; null: nothing was found there. */
export const founds = signal<ReadonlyMap<string, Found | null>>(new Map())

const asked = new Set<string>()
let gathering: string[] | null = null

/** Null when nothing is searched for. */
export function foundKey(session: string): string | null {
  const { text } = choice.value
  return text === '' ? null : `${bar.value.project ?? ''} ${text} ${session}`
}

/** Rows drawn in the same frame are asked about together. */
export function askFound(session: string): void {
  const key = foundKey(session)
  if (key === null || asked.has(key)) return
  asked.add(key)
  if (gathering) {
    gathering.push(session)
    return
  }
  gathering = [session]
  queueMicrotask(() => {
    const sessions = gathering ?? []
    gathering = null
    for (let i = 0; i < sessions.length; i += MOST_AT_ONCE) void answer(sessions.slice(i, i + MOST_AT_ONCE))
  })
}

async function answer(sessions: string[]): Promise<void> {
  const { text } = choice.peek()
  const keys = new Map(sessions.map(session => [session, foundKey(session) ?? '']))
  try {
    const { items } = await calls.found(text, sessions, bar.peek().project)
    const told = new Map(founds.peek())
    for (const [session, key] of keys) told.set(key, items.find(one => one.session === session) ?? null)
    founds.value = told
  } catch {
    // The rows stand without it; coming into sight again asks again.
    for (const key of keys.values()) asked.delete(key)
  }
}

const PLACES: Record<FoundIn, string> = {
  page: 'Page',
  click: 'Clicked',
  failure: 'Failure',
  event: 'Event',
  text: 'To be read',
}

export function foundWords(found: Found): string {
  return `${PLACES[found.in]}: ${found.words}`
}
