import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shared, ShareMade } from '../../contract/share.ts'
import { openApp } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
let session = ''

const START = Date.UTC(2026, 10, 1)
const recording = [
  { type: 4, timestamp: START, data: { href: 'https://shop.test/', width: 800, height: 600 } },
  {
    type: 2,
    timestamp: START + 1,
    data: {
      node: {
        id: 1,
        type: 0,
        childNodes: [
          {
            id: 2,
            type: 2,
            tagName: 'html',
            attributes: {},
            childNodes: [{ id: 3, type: 3, textContent: 'early' }],
          },
        ],
      },
      initialOffset: { left: 0, top: 0 },
    },
  },
  ...[5_000, 10_000, 20_000].map(at => ({
    type: 3,
    timestamp: START + at,
    data: { source: 0, texts: [{ id: 3, value: `text at ${at}` }], attributes: [], removes: [], adds: [] },
  })),
]

beforeAll(async () => {
  open = await openApp()
  const imported = await open.ask('/api/sessions/import', { method: 'POST', body: JSON.stringify(recording) })
  session = imported.body.session.id
})
afterAll(() => open.close())

async function make(input: object): Promise<ShareMade & { token: string }> {
  const { body } = await open.ask('/api/shares', {
    method: 'POST',
    body: JSON.stringify({ session, from: 4_000, to: 12_000, ...input }),
  })
  return { ...body, token: /\/s\/([^#]+)#t=0$/.exec(body.url)?.[1] ?? '' }
}

/** As somebody who has the link and nothing else. */
async function visit(token: string, password?: string) {
  const answer = await open.app.request(`/s/${token}/recording`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(password === undefined ? {} : { password }),
  })
  return { status: answer.status, body: await answer.json() }
}

test('[H3] a public link shows its range, and names neither the session nor the person', async () => {
  const share = await make({ title: 'The bug' })
  const { status, body } = await visit(share.token)
  expect(status).toBe(200)
  const shared: Shared = body
  expect(shared.title).toBe('The bug')
  expect([shared.session.startedAt, shared.session.endedAt]).toEqual([START + 4_000, START + 12_000])
  const text = JSON.stringify(shared)
  for (const there of ['early', 'text at 5000', 'text at 10000']) expect(text).toContain(there)
  for (const gone of ['text at 20000', session, 'import-']) expect(text).not.toContain(gone)
})

test('[H4] a token that is guessed, expired or revoked answers 404 and tells nothing', async () => {
  const share = await make({})
  const expired = await make({ expiresInDays: 0.000000001 })
  const guessed = await visit('A'.repeat(32))
  expect(guessed.status).toBe(404)
  await new Promise(resolve => setTimeout(resolve, 5))
  expect(await visit(expired.token)).toEqual(guessed)
  expect((await open.ask(`/api/shares/${share.id}`, { method: 'DELETE' })).body).toEqual({ deleted: true })
  expect(await visit(share.token)).toEqual(guessed)
  expect(await visit(share.id)).toEqual(guessed)
})

test('[H5] a password is asked for, and kept as a hash; every view is in the log', async () => {
  const share = await make({ password: 'open sesame' })
  expect((await visit(share.token)).status).toBe(403)
  expect((await visit(share.token, 'open')).status).toBe(403)
  expect((await visit(share.token, 'open sesame')).status).toBe(200)
  const { items } = (await open.ask(`/api/shares?session=${session}`)).body
  const listed = items.find((one: { id: string }) => one.id === share.id)
  expect(listed).toMatchObject({ hasPassword: true, views: 1, log: [{ at: expect.any(Number) }] })
  expect(JSON.stringify(items)).not.toContain('sesame')
  expect(JSON.stringify(items)).not.toContain(share.token)
})

test('[H5] who guesses passwords is asked to wait, also with the right one', async () => {
  const share = await make({ password: 'open sesame' })
  for (let i = 0; i < 10; i++) expect((await visit(share.token, `guess ${i}`)).status).toBe(403)
  const refused = await visit(share.token, 'open sesame')
  expect(refused.status).toBe(429)
  expect(refused.body.error.message).toMatch(/try again in a few minutes/)
})

test('[H3] a range that ends before it begins, or of no session, is refused', async () => {
  const ask = (input: object) => open.ask('/api/shares', { method: 'POST', body: JSON.stringify(input) })
  expect((await ask({ session, from: 5, to: 5 })).status).toBe(400)
  expect((await ask({ session: 'nowhere', from: 0, to: 5 })).status).toBe(404)
})

test('[H12] a link for members opens for who is signed in, whatever their role, and says so to others', async () => {
  const { token } = await make({ audience: 'members' })
  expect(await visit(token)).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
  const invited = await open.ask('/api/members', {
    method: 'POST',
    body: JSON.stringify({ email: 'guest@shop.test', role: 'share-only' }),
  })
  const invitation = new URL(invited.body.url).hash.replace('#invitation=', '')
  const accepted = await open.app.request('/api/invitations/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation, name: 'Guest', password: 'correct horse battery' }),
  })
  const cookie = accepted.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await open.app.request(`/s/${token}/recording`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: '{}',
  })
  expect(answer.status).toBe(200)
  const listed = await open.app.request('/api/sessions', { headers: { cookie } })
  expect(listed.status).toBe(403)
  const { items } = (await open.ask('/api/audit?action=opened-link')).body
  expect(items[0]).toMatchObject({ actor: 'guest@shop.test', target: `session ${session}` })
})
