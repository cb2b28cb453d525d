import { expect, test } from 'vitest'
import type { ElementCounts } from '../../../contract/behaviour/heatmap.ts'
import { differencesOf } from '../../../server/read/behaviour/heatmap/difference.ts'

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ELEMENTS = 40

/** Two segments of the page: `sharesOf` says how likely a session of either clicks the element. */
function pageOf(random: () => number, sessions: [number, number], sharesOf: (i: number) => [number, number]) {
  const counts = (saw: number, share: number): ElementCounts => {
    const clicked = Array.from({ length: saw }, random).filter(chance => chance < share).length
    return {
      ...{ saw, sessions: clicked, clicks: clicked, first: 0, rage: 0, dead: 0, error: 0, converted: 0 },
      timeToClick: null,
    }
  }
  const side = (n: number) => ({ sessions: n, views: n, clicks: 0, firsts: 0 })
  const depths = (n: number) => Array.from({ length: 60 }, (_, band) => Math.round(n * (1 - band / 80)))
  return {
    sides: [side(sessions[0]), side(sessions[1])] as [ReturnType<typeof side>, ReturnType<typeof side>],
    reached: [depths(sessions[0]), depths(sessions[1])] as [number[], number[]],
    elements: Array.from({ length: ELEMENTS }, (_, i) => {
      const [a, b] = sharesOf(i)
      const sides: [ElementCounts, ElementCounts] = [counts(sessions[0], a), counts(sessions[1], b)]
      return { element: `button "${i}"`, name: `${i}`, role: 'button', y: 10 * i, sides }
    }),
  }
}

const isCalled = ({ verdict }: { verdict: string }) => verdict === 'more' || verdict === 'less'

test('[U75] of identical segments fewer than 5 in 100 pages show any difference', () => {
  const random = randomFrom(99)
  const RUNS = 2_000
  let wrong = 0
  for (let run = 0; run < RUNS; run++) {
    // Rare and common clicks, small and large segments.
    const sessions: [number, number] = [40 + (run % 7) * 60, 60 + (run % 5) * 90]
    const page = pageOf(random, sessions, i => [0.02 + i / 60, 0.02 + i / 60])
    if (differencesOf(page).elements.some(isCalled)) wrong += 1
  }
  expect(wrong / RUNS).toBeLessThan(0.05)
})

test('[U75] where segments differ it is found, and few others with it', () => {
  const random = randomFrom(11)
  const RUNS = 150
  let [found, called, wrong] = [0, 0, 0]
  for (let run = 0; run < RUNS; run++) {
    const page = pageOf(random, [300, 300], i => (i < 5 ? [0.3, 0.15] : [0.2, 0.2]))
    for (const one of differencesOf(page).elements.filter(isCalled)) {
      called += 1
      if (Number(one.name) >= 5) wrong += 1
      else found += 1
      expect(one.verdict).toBe(one.share > 0 ? 'more' : 'less')
    }
  }
  expect(found / (5 * RUNS)).toBeGreaterThan(0.9)
  expect(wrong / called).toBeLessThan(0.05)
})

test('[U75] too few sessions to tell is said, and makes nothing else harder to find', () => {
  const random = randomFrom(3)
  const page = pageOf(random, [9, 400], i => (i === 0 ? [1, 0] : [0.2, 0.2]))
  const small = differencesOf(page)
  expect(new Set(small.elements.map(one => one.verdict))).toEqual(new Set(['too-few']))
  expect(new Set(small.depths.map(one => one.verdict))).toEqual(new Set(['too-few']))
})

test('[U75] what is certain and large is listed first', () => {
  const page = pageOf(randomFrom(5), [400, 400], i =>
    i === 3 ? [0.9, 0.2] : i === 4 ? [0.2, 0.5] : [0.3, 0.3],
  )
  const [first, second, ...rest] = differencesOf(page).elements
  expect([first?.name, first?.verdict]).toEqual(['3', 'more'])
  expect([second?.name, second?.verdict]).toEqual(['4', 'less'])
  expect(rest.some(isCalled)).toBe(false)
  expect(first && first.low > 0.5 && first.high < 0.9).toBe(true)
})
