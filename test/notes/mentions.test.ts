import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MentionCourier } from '../../server/notes/mention-courier.ts'
import { openApp } from '../app.ts'
import { batch, putVisit } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
let hook: Server
let status = 200
let told: { headers: IncomingMessage['headers']; text: string }[] = []

beforeEach(async () => {
  open = await openApp()
  await putVisit(open.store, batch({ session: 'one' }, { project: 'main' }))
  told = []
  status = 200
  hook = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      told.push({ headers: request.headers, text: Buffer.concat(parts).toString() })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>(done => hook.listen(0, '127.0.0.1', done))
})
afterEach(async () => {
  await open.close()
  await new Promise(done => hook.close(done))
})

const url = () => {
  const address = hook.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/mentions`
}
const notes = '/api/sessions/one/notes'
const as = (cookie: string) => ({ headers: { cookie, authorization: '' } })
const write = (text: string) => open.ask(notes, { method: 'POST', body: JSON.stringify({ at: 400, text }) })
const setHook = (value: object | null) =>
  open.ask('/api/settings/mentions', { method: 'PUT', body: JSON.stringify({ hook: value }) })

/** A member who is signed in: the cookie. */
async function member(email: string): Promise<string> {
  const invited = await open.ask('/api/members', {
    method: 'POST',
    body: JSON.stringify({ email, role: 'viewer' }),
  })
  const invitation = new URLSearchParams(new URL(invited.body.url).hash.slice(1)).get('invitation')
  const accepted = await open.app.request('/api/invitations/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation, name: 'Ada', password: 'long enough to keep' }),
  })
  return accepted.headers.get('set-cookie')?.split(';')[0] ?? ''
}

test('[V47] a mention is told to the webhook, signed, once for each address of a note', async () => {
  expect((await setHook({ url: url(), secret: 'a secret of ours' })).body).toMatchObject({
    url: url(),
    delivered: 0,
  })
  const { body: note } = await write('Look here, @ada@shop.example and @bob@shop.example')
  await open.mentions.settled()
  expect(told).toHaveLength(2)
  const first = told.find(({ text }) => JSON.parse(text).properties.to === 'ada@shop.example')
  const signature = createHmac('sha1', 'a secret of ours').update(first!.text).digest('hex')
  expect(first!.headers['x-signature']).toBe(signature)
  expect(JSON.parse(first!.text)).toMatchObject({
    type: 'track',
    event: 'Segreel Mention',
    properties: {
      ...{ to: 'ada@shop.example', from: 'Admin', session: 'one', at: 400 },
      text: 'Look here, @ada@shop.example and @bob@shop.example',
      url: `http://localhost/sessions/one?t=400&panel=notes&note=${note.id}`,
    },
  })
  const change = { text: 'Only @ada@shop.example, and @eve@shop.example' }
  await open.ask(`${notes}/${note.id}`, { method: 'PUT', body: JSON.stringify(change) })
  await open.mentions.settled()
  expect(told.map(({ text }) => JSON.parse(text).properties.to).sort()).toEqual([
    ...['ada@shop.example', 'bob@shop.example', 'eve@shop.example'],
  ])
  const { body } = await open.ask('/api/settings/mentions')
  expect(body).toEqual({ url: url(), delivered: 2, waiting: 0, failed: 0, lastError: null })
})

test('[V47] what the webhook does not take is tried again; what it refuses is given up, and said', async () => {
  await setHook({ url: url(), secret: 'a secret of ours' })
  status = 503
  await write('See @ada@shop.example')
  await open.mentions.settled()
  expect((await open.ask('/api/settings/mentions')).body).toMatchObject({
    ...{ waiting: 1, failed: 0, lastError: 'It answered 503.' },
  })
  const later = new MentionCourier(open.store, { allowPrivate: true, now: () => Date.now() + 60_000 })
  status = 200
  later.nudge()
  await later.settled()
  expect((await open.ask('/api/settings/mentions')).body).toMatchObject({
    delivered: 1,
    waiting: 0,
    lastError: null,
  })
  status = 400
  await write('And @ada@shop.example')
  await open.mentions.settled()
  expect((await open.ask('/api/settings/mentions')).body).toMatchObject({
    failed: 1,
    lastError: 'It answered 400.',
  })
  expect(told).toHaveLength(3)
})

test('[V47] without a webhook nothing waits; a secret is asked for, and not told', async () => {
  await write('See @ada@shop.example')
  expect((await open.ask('/api/settings/mentions')).body).toMatchObject({ url: null, waiting: 0 })
  expect((await setHook({ url: url() })).status).toBe(400)
  const { body } = await setHook({ url: url(), secret: 'a secret of ours' })
  expect(JSON.stringify(body)).not.toContain('secret of ours')
  await open.mentions.settled()
  expect(told).toEqual([])
  expect((await setHook({ url: `${url()}/2` })).body.url).toBe(`${url()}/2`)
  expect((await setHook(null)).body.url).toBeNull()
})

test('[V48] who is mentioned finds the note in a list of their own, unread until it is opened', async () => {
  const cookie = await member('ada@shop.example')
  const { body: note } = await write('See this, @Ada@shop.example')
  await write('Not for her: @bob@shop.example')
  const mine = async () => (await open.ask('/api/mentions/mine', as(cookie))).body
  const first = await mine()
  expect(first).toMatchObject({ total: 1, unread: 1 })
  expect(first.items[0]).toMatchObject({
    ...{ note: note.id, session: 'one', at: 400, text: 'See this, @Ada@shop.example', author: 'Admin' },
    ...{ resolved: false, readAt: null, url: note.url },
  })
  const body = JSON.stringify({ ids: [first.items[0].id] })
  expect((await open.ask('/api/mentions/read', { method: 'POST', body, ...as(cookie) })).body).toEqual({
    read: 1,
  })
  expect(await mine()).toMatchObject({ total: 1, unread: 0 })
  expect((await open.ask('/api/mentions/mine')).body).toMatchObject({ total: 0 })
  await open.ask(`${notes}/${note.id}`, { method: 'DELETE' })
  expect(await mine()).toMatchObject({ total: 0 })
})
