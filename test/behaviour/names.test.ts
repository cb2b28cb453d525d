import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FunnelAnswer } from '../../contract/behaviour/funnel.ts'
import { openApp } from '../app.ts'
import { batch, derived } from '../store/make.ts'
import { press } from './generated.ts'

const NOON = Date.UTC(2026, 9, 5, 12)
const DATES = `from=${NOON}&to=${NOON + 3_600_000}`
let app: Awaited<ReturnType<typeof openApp>>

/** One button that said Buy, then Order, then Purchase; another one that says Buy. */
beforeAll(async () => {
  app = await openApp()
  const said = [
    ['button#buy', 'Buy'],
    ['button#buy', 'Order'],
    ['button#buy', 'Purchase'],
    ['button#other', 'Buy'],
  ] as const
  for (const [n, [fingerprint, name]] of said.entries()) {
    const made = batch({ session: `s${n}`, anonymousId: `visitor-${n}`, from: NOON + n, to: NOON + 60_000 })
    const result = derived({ ...made, project: 'main' }, {}, [{ at: NOON + n, path: '/' }])
    const facts = result.tabs[0]?.facts
    if (facts) facts.clicks = [press(0, NOON + 1_000 + n, fingerprint, name)]
    await app.store.putBatch({ ...made, project: 'main' })
    await app.store.putDerived(result)
  }
})
afterAll(() => app.close())

async function clicked(step: { element?: string; name?: string }): Promise<number> {
  const steps = [{ kind: 'session' }, { kind: 'click', ...step }]
  const { body }: { body: FunnelAnswer } = await app.ask(`/api/behaviour/funnel?${DATES}`, {
    method: 'POST',
    body: JSON.stringify({ steps }),
  })
  return body.sides[0]?.converted ?? -1
}

test('[U15] an element is found by its fingerprint whatever it said, and by all it ever said', async () => {
  expect(await clicked({ element: 'button#buy' })).toBe(3)
  // What it was called when the step was written says nothing about it.
  expect(await clicked({ element: 'button#buy', name: 'Called otherwise since' })).toBe(3)
  expect(await clicked({ name: 'Order' })).toBe(3)
  expect(await clicked({ name: 'Purchase' })).toBe(3)
  // Both buttons said this once.
  expect(await clicked({ name: 'Buy' })).toBe(4)
  expect(await clicked({ name: 'Sell' })).toBe(0)
})

test('[U15] a later name is suggested', async () => {
  const { body } = await app.ask('/api/behaviour/choices?of=element&search=purch')
  expect(body.items).toEqual([{ value: 'button#buy', name: 'Purchase', count: 3 }])
})
