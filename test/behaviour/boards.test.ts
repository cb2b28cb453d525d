import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Alert, Board, SharedBoard } from '../../contract/behaviour/board-chart.ts'
import type { Destination } from '../../contract/destination.ts'
import { AlertWatch } from '../../server/alerts/watch.ts'
import { openApp } from '../app.ts'
import { event } from '../store/make.ts'

let app: Awaited<ReturnType<typeof openApp>>
const heard: { body: string; signature: string | undefined }[] = []
const receiver = createServer((request, answer) => {
  let body = ''
  request.on('data', part => {
    body += part
  })
  request.on('end', () => {
    heard.push({ body, signature: request.headers['x-signature']?.toString() })
    answer.end()
  })
})

const chart = (id: string, kind: string, definition: unknown) => ({
  id,
  title: `Chart ${id}`,
  kind,
  definition,
})
const funnel = {
  steps: [
    { kind: 'event', event: 'A' },
    { kind: 'event', event: 'B' },
  ],
}

beforeAll(async () => {
  app = await openApp()
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  for (let n = 0; n < 20; n++) {
    const ids = { anonymousId: `visitor-${n}`, at: Date.now() - 3_600_000 }
    await app.store.putEvents('main', [event({ ...ids, event: 'A' })])
    if (n < 5) await app.store.putEvents('main', [event({ ...ids, event: 'B', at: ids.at + 1 })])
  }
})
afterAll(async () => {
  receiver.close()
  await app.close()
})

const post = (path: string, body: unknown) => app.ask(path, { method: 'POST', body: JSON.stringify(body) })

test('[U55] a board keeps its charts, and asks them for its own segment and time', async () => {
  const made = await post('/api/boards', {
    name: 'Week',
    charts: [chart('c1', 'funnel', funnel)],
    bar: { range: '7d' },
  })
  expect(made.status).toBe(200)
  const { body } = await app.ask('/api/boards')
  expect(body.items.map((one: Board) => [one.name, one.charts.length, one.shared])).toEqual([
    ['Week', 1, false],
  ])
  expect((await post('/api/boards', { name: ' ' })).body.error.message).toMatch(/^Give it a name/)
})

test('[U55] the days of a bar are whole days of the project', async () => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  const shared = async (bar: object): Promise<SharedBoard> => {
    const { body: board } = await post('/api/boards', {
      name: 'Days',
      charts: [chart('c1', 'funnel', funnel), chart('c2', 'heatmap', { page: '/nobody' })],
      bar,
    })
    const { body: share } = await post(`/api/boards/${board.id}/share`, {})
    const text = await (await app.app.request(`${share.url}/numbers`)).text()
    const answer: SharedBoard = JSON.parse(text)
    return answer
  }
  const today = await shared({ from: day(1), to: day(0) })
  expect(today.charts[0]?.answer).toMatchObject({ sides: [{ entered: 20 }] })
  expect(today.charts[1]?.problem).toMatch(/Nobody of this segment viewed “\/nobody”/)
  const before = await shared({ from: day(9), to: day(3) })
  expect(before.charts[0]?.answer).toMatchObject({ sides: [{ entered: 0 }] })
  expect((await post('/api/boards', { name: 'Bad', bar: { from: 'yesterday' } })).status).toBe(400)
})

test('[U56] a public link shows numbers and nobody, and ends when it is ended', async () => {
  const { body: board } = await post('/api/boards', {
    name: 'Public',
    charts: [chart('c1', 'funnel', funnel), chart('c2', 'funnel', { steps: [] })],
  })
  const { body: share } = await post(`/api/boards/${board.id}/share`, {})
  const answer = await app.app.request(`${share.url}/numbers`)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const shared: SharedBoard = JSON.parse(text)
  expect(shared.charts.map(one => one.problem === null)).toEqual([true, false])
  expect(text).not.toContain('visitor-')
  await app.ask(`/api/boards/${board.id}/share`, { method: 'DELETE' })
  expect((await app.app.request(`${share.url}/numbers`)).status).toBe(404)
  expect((await app.app.request('/b/guessed/numbers')).status).toBe(404)
})

test('[U57] an alert is told once each time it is raised, to its destination, signed', async () => {
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver does not listen.')
  const destination: Destination = {
    ...{ id: 'hook', createdAt: 0, name: 'Hook', kind: 'webhook', secret: 'secret', stopped: true },
    url: `http://127.0.0.1:${address.port}/`,
    filter: { types: [], events: [], segment: null },
    mapping: { omit: [], rename: {} },
  }
  await app.store.putSetting('destinations:main', [destination])
  const { body: board } = await post('/api/boards', {
    name: 'Watched',
    charts: [chart('c1', 'funnel', funnel)],
  })
  const alert = { board: board.id, chart: 'c1', when: 'below', threshold: 0.5, destination: destination.id }
  const made: { body: Alert } = await post('/api/alerts', { ...alert, threshold: 0.1 })
  expect(made.body).toMatchObject({ state: 'quiet', value: 0.25 })
  const { body: second } = await post('/api/alerts', alert)
  expect(second.words).toBe('“Chart c1”: the conversion is 25%; told when below 50%.')
  expect(second.state).toBe('raised')
  const watch = new AlertWatch({ store: app.store, now: Date.now }, { allowPrivate: true })
  await watch.look()
  await watch.look()
  expect(heard).toHaveLength(1)
  expect(JSON.parse(heard[0]!.body)).toMatchObject({
    event: 'Segreel Alert',
    properties: { value: 0.25, when: 'below', url: `/behaviour/boards?board=${board.id}` },
  })
  expect(heard[0]?.signature).toMatch(/^[0-9a-f]{40}$/)
  // As it is when the number falls again later on.
  await app.store.putDocument({
    ...{ project: 'main', kind: 'alert', id: second.id, createdAt: 1, updatedAt: 1 },
    value: { ...second, state: 'quiet', toldAt: Date.now() - 1 },
  })
  await watch.look()
  await watch.look()
  expect(heard).toHaveLength(2)
})

test('[U57] an alert on a trend says of which time its number is', async () => {
  const trend = { series: [{ measure: 'events', step: { kind: 'event', event: 'A' } }], unit: 'month' }
  const { body: board } = await post('/api/boards', { name: 'A', charts: [chart('t', 'trend', trend)] })
  const month = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const
  const earlier = new Date(Date.now() - 45 * 86_400_000)
  await app.store.putEvents('main', [
    event({ anonymousId: 'long-ago', at: earlier.getTime() - 45 * 86_400_000, event: 'A' }),
    event({ anonymousId: 'before', at: earlier.getTime(), event: 'A' }),
  ])
  const alert = { board: board.id, chart: 't', when: 'above', threshold: 1e6 }
  const { body: made }: { body: Alert } = await post('/api/alerts', alert)
  const past = new Date(new Date().setUTCDate(0))
  const named = new Intl.DateTimeFormat('en-GB', month).format(past)
  expect(made.words).toBe(`“Chart t”: the number of ${named} is ${made.value}; told when above 1000000.`)
})

test('[U57] what cannot be watched is refused, and what cannot be asked any more says so', async () => {
  const { body: board } = await post('/api/boards', {
    name: 'Paths',
    charts: [chart('c1', 'paths', {}), chart('c2', 'funnel', funnel)],
  })
  const refused = await post('/api/alerts', { board: board.id, chart: 'c1', when: 'above', threshold: 1 })
  expect(refused.body.error.message).toBe(
    'Only funnels, retention and trends have a number that can be watched.',
  )
  const { body: made } = await post('/api/alerts', {
    board: board.id,
    chart: 'c2',
    when: 'above',
    threshold: 1,
  })
  await app.ask(`/api/boards/${board.id}`, {
    method: 'PUT',
    body: JSON.stringify({ name: 'Paths', charts: [] }),
  })
  await new AlertWatch({ store: app.store, now: Date.now }, { allowPrivate: true }).look()
  const { body } = await app.ask('/api/alerts')
  expect(body.items.find((one: Alert) => one.id === made.id)).toMatchObject({
    state: 'failed',
    words: 'The chart it watched is not on the board any more.',
  })
})
