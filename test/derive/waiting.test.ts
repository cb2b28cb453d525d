import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Waiting } from '../../server/derive/worker/waiting.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open(sessions: string[]) {
  const backlog = sessions.map(session => ({ project: 'p', session, since: Date.now() }))
  const waiting = new Waiting({ backlog: async limit => backlog.slice(0, limit) })
  const underWay = new Set<string>()
  const next = async (hurry = false) => {
    const found = await waiting.next(name => underWay.has(name), hurry)
    return typeof found === 'object' && found !== null ? found.session : found
  }
  return { backlog, waiting, underWay, next }
}

test('a session just derived rests, and those that wait behind it come first', async () => {
  const { waiting, next } = open(['a', 'b'])
  expect(await next()).toBe('a')
  waiting.rest('p/a')
  expect(await next()).toBe('b')
  waiting.rest('p/b')
  expect(await next()).toBe(2_000)
  vi.advanceTimersByTime(1_500)
  expect(await next()).toBe(500)
  vi.advanceTimersByTime(500)
  expect(await next()).toBe('a')
})

test('nothing rests for who waits until all is derived', async () => {
  const { waiting, next } = open(['a'])
  waiting.rest('p/a')
  expect(await next(true)).toBe('a')
})

test('what is under way is passed over, and an empty backlog says so', async () => {
  const { backlog, underWay, next } = open(['a', 'b'])
  underWay.add('p/a')
  expect(await next()).toBe('b')
  backlog.length = 0
  expect(await next()).toBe(null)
})

test('while a whole page of sessions waits, each gathers what comes in the first 2.5 s of its waiting', async () => {
  const { backlog, next } = open(Array.from({ length: 100 }, (_, i) => `s${i}`))
  expect(await next()).toBe(2_500)
  vi.advanceTimersByTime(2_499)
  expect(await next()).toBe(1)
  vi.advanceTimersByTime(1)
  expect(await next()).toBe('s0')
  backlog.length = 0
  for (let i = 1; i < 100; i++) await next()
  backlog.push({ project: 'p', session: 'alone', since: Date.now() })
  expect(await next()).toBe('alone')
})
