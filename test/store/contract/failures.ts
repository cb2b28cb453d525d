import { expect, it } from 'vitest'
import type { Failure } from '../../../contract/facts.ts'
import type { Count } from '../../../contract/segment/values.ts'
import type { Node, Question } from '../../../server/segment/question.ts'
import type { Current } from '../contract.ts'
import { batch, derived, facts, PROJECT, T0 } from '../make.ts'

const once: Count = { op: 'at-least', n: 1 }
const failure = (kind: Failure['kind'], message: string, rest: Partial<Failure> = {}): Failure => {
  return { at: T0, kind, message, page: 0, click: -1, ...rest }
}
const refused = failure('request', 'POST /pay: 500', { source: '/pay', status: 500 })

export function failureRules(current: Current): void {
  const visit = async (session: string, ...failures: Failure[]) => {
    const made = batch({ session, startedAt: T0 })
    await current().putBatch(made)
    const answer = derived(made)
    const [tab] = answer.tabs
    const read = { ...facts([]), failures }
    await current().putDerived({ ...answer, tabs: tab ? [{ ...tab, facts: read }] : [] })
  }
  const found = async (asked: Partial<Node<'failure'>>) => {
    const where: Node<'failure'> = {
      kind: 'failure',
      of: [],
      message: null,
      address: null,
      status: null,
      count: once,
      ...asked,
    }
    const question: Question = { segment: { subject: 'session', where }, asOf: { kind: 'at', time: T0 } }
    const { items } = await current().sessions({ project: PROJECT, question, limit: 9 })
    return items.map(({ session }) => session).sort()
  }

  it('[M41] sessions are found by what failed in them, also when that changes and when one goes', async () => {
    await visit('s1', refused, refused, failure('uncaught', 'Boom'))
    await visit('s2', refused, failure('uncaught', 'boom', { source: '' }))
    await visit('s3')
    expect(await found({})).toEqual(['s1', 's2'])
    expect(await found({ count: { op: 'exactly', n: 0 } })).toEqual(['s3'])
    expect(await found({ count: { op: 'at-least', n: 3 } })).toEqual(['s1'])
    expect(await found({ of: ['request'], count: { op: 'exactly', n: 2 } })).toEqual(['s1'])
    expect(await found({ message: { op: 'contains', text: 'BOOM' } })).toEqual(['s1', 's2'])
    expect(await found({ message: { op: 'is', values: ['Boom'] } })).toEqual(['s1'])
    expect(await found({ of: ['uncaught'], address: { op: 'missing' } })).toEqual(['s1'])
    expect(await found({ status: { op: 'at-least', number: 500 } })).toEqual(['s1', 's2'])
    await visit('s1', failure('uncaught', 'Else'))
    expect(await found({ of: ['request'] })).toEqual(['s2'])
    expect(await found({ count: { op: 'exactly', n: 1 } })).toEqual(['s1'])
    await current().deleteSession({ project: PROJECT, session: 's2' })
    expect(await found({ message: { op: 'contains', text: 'boom' } })).toEqual([])
  })
}
