import { afterAll, beforeAll, expect, test } from 'vitest'
import { damaged, dependentOf, funnelsAsking } from '../../server/plan/damage.ts'
import { openApp } from '../app.ts'

let app: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

const send = (method: string, path: string, body?: unknown) =>
  app.ask(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const steps = ['Signup Started', 'Signup Completed'].map(event => ({ kind: 'event', event }))

test('[U14] a saved funnel keeps its name, its question and who made it, until it is removed', async () => {
  const { body: made } = await send('POST', '/api/funnels', {
    name: ' Sign-up ',
    definition: { steps, windowMs: 60_000 },
  })
  expect(made).toMatchObject({ name: 'Sign-up', madeBy: 'Admin', definition: { windowMs: 60_000 } })
  const changed = await send('PUT', `/api/funnels/${made.id}`, {
    name: 'Registration',
    definition: { steps },
  })
  expect(changed.body).toMatchObject({ id: made.id, name: 'Registration', madeBy: 'Admin' })
  const { body } = await app.ask('/api/funnels')
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Registration'])
  expect((await send('DELETE', `/api/funnels/${made.id}`)).body).toEqual({ removed: true })
  expect(
    (await send('PUT', `/api/funnels/${made.id}`, { name: 'Again', definition: { steps } })).status,
  ).toBe(404)
})

test('[U14] what no funnel can mean is not saved', async () => {
  const twice = await send('POST', '/api/funnels', {
    name: 'Twice',
    definition: { steps: [steps[0], steps[0]], order: 'any' },
  })
  expect(twice.status).toBe(400)
  expect((await send('POST', '/api/funnels', { name: '', definition: { steps } })).status).toBe(400)
})

test('[U14] a wrong event damages the saved funnels that ask for it', () => {
  const saved = [
    { id: 'f1', value: { name: 'Sign-up', definition: { steps }, madeBy: 'Admin' } },
    { id: 'f2', value: { name: 'Other', definition: { steps: [steps[0], { kind: 'session' }] } } },
    { id: 'f3', value: 'no funnel' },
  ]
  const wrong = { type: 'track' as const, event: 'signup completed', field: '' }
  expect(damaged(wrong, funnelsAsking(saved)).map(dependentOf)).toEqual([
    { kind: 'funnel', id: 'f1', name: 'Sign-up' },
  ])
})
