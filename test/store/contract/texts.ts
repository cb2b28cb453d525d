import { expect, it } from 'vitest'
import type { Question } from '../../../server/segment/question.ts'
import type { Current } from '../contract.ts'
import { batch, derived, facts, PROJECT, T0 } from '../make.ts'

export function textRules(current: Current): void {
  const visit = async (session: string, ...texts: string[]) => {
    const made = batch({ session, startedAt: T0 })
    await current().putBatch(made)
    const answer = derived(made)
    const [tab] = answer.tabs
    const read = { ...facts([]), texts }
    await current().putDerived({ ...answer, tabs: tab ? [{ ...tab, facts: read }] : [] })
  }
  const found = async (contains: string) => {
    const question: Question = {
      segment: { subject: 'session', where: { kind: 'text', contains } },
      asOf: { kind: 'at', time: T0 },
    }
    const { items } = await current().sessions({ project: PROJECT, question, limit: 9 })
    return items.map(({ session }) => session).sort()
  }

  it('[F26] sessions are found by what could be read in them, also when that changes and when one goes', async () => {
    await visit('s1', 'Straßenlampe', 'Apply coupon')
    await visit('s2', 'Your order', 'apply COUPON now')
    expect(await found('coupon')).toEqual(['s1', 's2'])
    expect(await found('STRASSENLAMPE')).toEqual([])
    expect(await found('STRAßEN')).toEqual(['s1'])
    expect(await found('%')).toEqual([])
    expect(await found('lampe apply')).toEqual([])
    await visit('s1', 'Something else', 'Something else')
    expect(await found('coupon')).toEqual(['s2'])
    expect(await found('else')).toEqual(['s1'])
    await current().deleteSession({ project: PROJECT, session: 's2' })
    expect(await found('coupon')).toEqual([])
  })
}
