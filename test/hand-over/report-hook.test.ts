import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReportCourier } from '../../server/hand-over/report-courier.ts'
import { openApp } from '../app.ts'

const SECRET = 'a secret of the test'
const START = Date.UTC(2026, 10, 1)
const recording = [
  { type: 4, timestamp: START, data: { href: 'https://shop.test/', width: 800, height: 600 } },
  { type: 2, timestamp: START + 1, data: { node: { id: 1, type: 0, childNodes: [] }, initialOffset: {} } },
  { type: 5, timestamp: START + 9_000, data: { tag: 'end', payload: {} } },
]

let open: Awaited<ReturnType<typeof openApp>>
let session = ''
/** Somebody's bug tracker. */
let tracker: Server
let address = ''
let answers: number[] = []
const arrived: { body: string; signature: string }[] = []

beforeAll(async () => {
  tracker = createServer((request, response) => {
    let body = ''
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      arrived.push({ body, signature: String(request.headers['x-signature']) })
      response.statusCode = answers.shift() ?? 200
      response.end()
    })
  })
  await new Promise<void>(done => tracker.listen(0, '127.0.0.1', done))
  const at = tracker.address()
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/bugs`
  open = await openApp()
  const imported = await open.ask('/api/sessions/import', { method: 'POST', body: JSON.stringify(recording) })
  session = imported.body.session.id
})
afterAll(async () => {
  tracker.close()
  await open.close()
})

const put = (hook: object | null) =>
  open.ask('/api/settings/report-hook', { method: 'PUT', body: JSON.stringify({ hook }) })
const send = (input: object = {}) =>
  open.ask(`/api/sessions/${session}/report/send`, { method: 'POST', body: JSON.stringify(input) })
const list = async () => (await open.ask(`/api/report-deliveries?session=${session}`)).body.items

test('[H22] an address is kept with its secret, which is not told again', async () => {
  expect((await send()).status).toBe(400)
  expect((await put({ url: 'ftp://tracker.test/', secret: SECRET })).status).toBe(400)
  expect((await put({ url: address, secret: 'short' })).status).toBe(400)
  expect((await put({ url: address, secret: SECRET })).status).toBe(200)
  const { hook } = (await open.ask('/api/settings/report-hook')).body
  expect(hook.url).toBe(address)
  expect(JSON.stringify(hook)).not.toContain(SECRET)
  // As a form sends it back.
  expect((await put(hook)).status).toBe(200)
})

test('[H23] a report arrives signed, with its steps and its picture', async () => {
  const { body } = await send({ from: 0, to: 5_000, problem: 'The basket is empty', png: 'iVBORw0KGgo=' })
  expect(body).toMatchObject({ state: 'delivered', title: 'The basket is empty', attempts: 1 })
  const got = arrived.at(-1)
  expect(got?.signature).toBe(
    createHmac('sha1', SECRET)
      .update(got?.body ?? '')
      .digest('hex'),
  )
  const report = JSON.parse(got?.body ?? '')
  expect(report).toMatchObject({
    kind: 'bug-report',
    id: body.id,
    session,
    title: 'The basket is empty',
    picture: { type: 'image/png', base64: 'iVBORw0KGgo=' },
  })
  expect(report.markdown).toContain('### Environment')
  expect(report.link).toContain(`/sessions/${session}?`)
})

test('[H23] what does not arrive is tried again, what is refused is not; a person may', async () => {
  answers = [503]
  expect((await send({ problem: 'Later' })).body).toMatchObject({
    state: 'waiting',
    error: 'It answered 503.',
  })
  const first = arrived.at(-1)?.body
  const tried = async () => {
    await open.reports.deliver()
    return (await list())[0].state
  }
  await expect
    .poll(tried, {
      timeout: 20_000,
      interval: 300,
    })
    .toBe('delivered')
  expect(arrived.at(-1)?.body).toBe(first)
  answers = [422]
  const refused = (await send({ problem: 'Never' })).body
  expect(refused).toMatchObject({ state: 'failed', error: 'It answered 422.' })
  const again = await open.ask(`/api/report-deliveries/${refused.id}/again`, { method: 'POST' })
  expect(again.body).toMatchObject({ state: 'delivered', attempts: 2 })
})

test('[H22] a private address is refused unless the server allows them', async () => {
  const before = arrived.length
  answers = [500]
  const { body } = await send({ problem: 'Inside' })
  const strict = new ReportCourier(open.store, { allowPrivate: false, now: () => Date.now() + 60_000 })
  await strict.deliver()
  expect((await list()).find((one: { id: string }) => one.id === body.id)).toMatchObject({ state: 'failed' })
  expect(arrived.length).toBe(before + 1)
})

test('[H23] reports on their way go with their session', async () => {
  await open.ask('/api/removals', { method: 'POST', body: JSON.stringify({ what: 'session', id: session }) })
  await expect.poll(() => open.store.documents('main', 'report-delivery')).toEqual([])
})
