import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Comparison, Metric } from '../../contract/behaviour/comparison.ts'
import { openApp } from '../app.ts'
import { batch, derived } from '../store/make.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 9, 5, 12)
let app: Awaited<ReturnType<typeof openApp>>

/** Sixteen people come before and after: each gets faster by a third, however slow, and meets no rage click any more. */
beforeAll(async () => {
  app = await openApp()
  for (let n = 0; n < 16; n++) {
    for (const [half, at] of [START, START + 5 * DAY].entries()) {
      const made = {
        ...batch({ session: `s${n}-${half}`, anonymousId: `visitor-${n}`, from: at + n, to: at + 9_000 }),
        project: 'main',
      }
      const activeTime = 1_000 * (10 + n) * (half === 0 ? 3 : 2)
      await app.store.putBatch(made)
      await app.store.putDerived(
        derived(made, { activeTime, rageClicks: half === 0 ? 1 : 0 }, [{ at: at + n, path: '/' }]),
      )
    }
  }
})
afterAll(() => app.close())

test('[U51] who came before and after is compared with themselves', async () => {
  const path = `/api/behaviour/compare?from=${START - DAY}&to=${START + 8 * DAY}`
  const split = { by: 'date', at: new Date(START + 3 * DAY).toISOString() }
  const { body }: { body: Comparison } = await app.ask(path, {
    method: 'POST',
    body: JSON.stringify({ split }),
  })
  const of = (key: string): Metric | undefined => body.metrics.find(one => one.key === key)
  expect(body.both).toBe(16)
  expect(body.notices.join()).toMatch(/16 people came before and after/)
  expect(of('activeTime')).toMatchObject({ verdict: 'lower' })
  expect(of('rageClicks')).toMatchObject({ verdict: 'lower', difference: -1 })
  expect(of('pageCount')).toBeUndefined()
  expect(of('rageClicks')?.words).toBe(
    'The share that met rage clicks is lower in “After 2026-10-08” than in “Before 2026-10-08”, by 100.0 points (between 70.7 points and 100.0 points).',
  )
})
