/** Something asked of the server: its value stays on screen while a newer one is on the way. */
import { type Signal, signal } from '@preact/signals'
import { ApiFailure } from './api.ts'

export interface Remote<T> {
  value: T | null
  loading: boolean
  problem: string | null
}

export function remote<T>(): Signal<Remote<T>> {
  return signal<Remote<T>>({ value: null, loading: true, problem: null })
}

/** Asks, and writes the answer unless a later question was asked meanwhile. */
export async function load<T>(
  into: Signal<Remote<T>>,
  ask: () => Promise<T>,
  { keep = true } = {},
): Promise<T | null> {
  const question = Symbol('question')
  latest.set(into, question)
  into.value = { value: keep ? into.peek().value : null, loading: true, problem: null }
  const isLatest = () => latest.get(into) === question
  try {
    const value = await ask()
    if (isLatest()) into.value = { value, loading: false, problem: null }
    return value
  } catch (cause) {
    if (isLatest()) into.value = { value: into.peek().value, loading: false, problem: wordsOf(cause) }
    return null
  }
}

const latest = new WeakMap<object, symbol>()

/** What to tell a person about a failure. */
export function wordsOf(cause: unknown): string {
  if (cause instanceof ApiFailure) return cause.message
  console.error(cause)
  return 'Something in the viewer failed. Reload the page; the browser console has the details.'
}
