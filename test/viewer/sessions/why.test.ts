import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Explanation } from '../../../contract/api.ts'

let why: typeof import('../../../viewer/sessions/why.ts')
beforeAll(async () => {
  vi.stubGlobal('location', { href: 'http://viewer.example/sessions' })
  why = await import('../../../viewer/sessions/why.ts')
})

const leaf = (holds: boolean, sentence: string, ...at: number[]): Explanation => ({
  at: 'where',
  holds,
  sentence,
  evidence: at.map(one => ({ at: one, label: 'x', sessionId: 'mine' })),
  parts: [],
})
const group = (holds: boolean, ...parts: Explanation[]): Explanation => ({ ...leaf(holds, 'group'), parts })

describe('[V12] a row says why it is here, and opens at that moment', () => {
  it('names the conditions that decided, without the groups above them', () => {
    const tree = group(true, leaf(true, 'a'), group(true, leaf(false, 'b'), leaf(true, 'c')))
    expect(why.reasons(tree).map(one => one.sentence)).toEqual(['a', 'c'])
    expect(why.reasons(group(false, leaf(true, 'a'), leaf(false, 'b'))).map(one => one.sentence)).toEqual([
      'b',
    ])
  })

  it('opens at the first moment in this very session', () => {
    const tree = group(true, leaf(true, 'a', 50, 20), leaf(false, 'b', 1))
    expect(why.decidingMoment(tree, { id: 'mine', startedAt: 0 })).toBe(20)
    expect(why.decidingMoment(tree, { id: 'other', startedAt: 0 })).toBeNull()
    // What is true from the start on (a device, a country) is no moment to jump to.
    expect(why.decidingMoment(tree, { id: 'mine', startedAt: 20 })).toBe(50)
  })
})
