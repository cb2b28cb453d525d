import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROLES, type Role } from '../../contract/roles.ts'
import { RULES, takes } from '../../server/access/rule.ts'
import { openApp, TOKEN } from '../app.ts'

let app: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  app = await openApp()
})
afterEach(() => app.close())

const JSON_TYPE = { 'content-type': 'application/json' }

async function send(method: string, path: string, body: unknown, cookie = '') {
  const response = await app.app.request(path, {
    method,
    headers: { ...JSON_TYPE, cookie },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  })
  const given = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, body: isJson ? JSON.parse(text) : text, cookie: given }
}

/** Invites, accepts, and answers the cookie. */
async function member(email: string, role: Role): Promise<string> {
  const invited = await app.ask('/api/members', { method: 'POST', body: JSON.stringify({ email, role }) })
  expect(invited.status).toBe(200)
  const invitation = new URL(invited.body.url).hash.replace('#invitation=', '')
  const accepted = await send('POST', '/api/invitations/accept', {
    invitation,
    name: 'Ada',
    password: 'correct horse battery',
  })
  expect(accepted.status).toBe(200)
  expect(accepted.body).toMatchObject({ role, email, may: ROLES[role].may })
  return accepted.cookie
}

/** An address of the API with something in the place of each `{part}`. */
const addressOf = (path: string) => `/api${path.replace(/\{\w+\}/g, 'x')}`

test('[L1] whatever changes something says what it takes', async () => {
  const { body } = await app.ask('/api/openapi.json')
  const routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  const ruled = new Set(RULES.map(({ method, path }) => `${method} ${path}`))
  expect(routes.filter(route => !route.startsWith('GET') && !ruled.has(route))).toEqual([])
  expect([...ruled].filter(rule => !routes.includes(rule))).toEqual([])
})

test('[L1] each role gets what it may, and a 403 that says what is missing for all else', async () => {
  for (const role of ['owner', 'analyst', 'viewer', 'share-only'] as const) {
    const cookie = await member(`${role}@shop.test`, role)
    const may: readonly string[] = ROLES[role].may
    for (const { method, path } of [...RULES, { method: 'GET', path: '/sessions' }]) {
      const address = addressOf(path)
      const wanted = takes(method, address.slice(4))
      const { status, body } = await send(method, address, method === 'GET' ? null : {}, cookie)
      if (may.includes(wanted)) expect([status, address]).not.toEqual([403, address])
      else expect({ status, missing: body.error?.permission }).toEqual({ status: 403, missing: wanted })
    }
  }
})

test('[L2] an invitation is accepted once, and by no guess', async () => {
  const cookie = await member('ada@shop.test', 'viewer')
  const again = await app.ask('/api/members', {
    method: 'POST',
    body: JSON.stringify({ email: 'ada@shop.test', role: 'owner' }),
  })
  expect(again.status).toBe(409)
  const guess = { invitation: 'x'.repeat(32), name: 'Eve', password: 'correct horse battery' }
  expect((await send('POST', '/api/invitations/accept', guess)).status).toBe(404)
  const short = { invitation: 'x', name: 'Eve', password: 'short' }
  expect((await send('POST', '/api/invitations/accept', short)).body.error.message).toContain('password')
  expect((await send('GET', '/api/me', null, cookie)).body).toMatchObject({ email: 'ada@shop.test' })
})

test('[L2] a password signs in, a wrong one does not, and after ten one has to wait', async () => {
  await member('ada@shop.test', 'analyst')
  const signIn = (email: string, password: string) => send('POST', '/api/sign-in', { email, password })
  expect((await signIn('Ada@shop.test', 'correct horse battery')).status).toBe(200)
  const wrong = await signIn('ada@shop.test', 'wrong')
  const unknown = await signIn('eve@shop.test', 'wrong')
  expect(wrong).toMatchObject({ status: 401, body: unknown.body })
  for (let i = 0; i < 9; i++) await signIn('ada@shop.test', 'wrong')
  expect((await signIn('ada@shop.test', 'correct horse battery')).status).toBe(429)
})

test('[L3] a new role, a new password and leaving take effect at once', async () => {
  const cookie = await member('ada@shop.test', 'viewer')
  const [{ id }] = (await app.ask('/api/members')).body.items
  const me = () => send('GET', '/api/me', null, cookie)
  await app.ask(`/api/members/${id}`, { method: 'PUT', body: JSON.stringify({ role: 'analyst' }) })
  expect((await me()).body.role).toBe('analyst')
  const renewed = await app.ask(`/api/members/${id}/renew`, { method: 'POST' })
  expect((await me()).status).toBe(200)
  const invitation = new URL(renewed.body.url).hash.replace('#invitation=', '')
  const fresh = await send('POST', '/api/invitations/accept', {
    invitation,
    name: 'Ada L',
    password: 'another long one',
  })
  expect((await me()).status).toBe(401)
  expect((await send('GET', '/api/me', null, fresh.cookie)).body.name).toBe('Ada L')
  await app.ask(`/api/members/${id}`, { method: 'DELETE' })
  expect((await send('GET', '/api/me', null, fresh.cookie)).status).toBe(401)
})

test('[L4] a token does what it was made for, until it ends', async () => {
  const made = await app.ask('/api/api-tokens', {
    method: 'POST',
    body: JSON.stringify({ name: 'CI', may: ['watch'], expiresInDays: null }),
  })
  expect(made.body.token).toMatch(/^sgr_/)
  const headers = { authorization: `Bearer ${made.body.token}` }
  expect((await app.ask('/api/sessions', { headers })).status).toBe(200)
  const refused = await app.ask('/api/segments', { method: 'POST', body: '{}', headers })
  expect(refused).toMatchObject({ status: 403, body: { error: { permission: 'analyse' } } })
  expect(JSON.stringify((await app.ask('/api/api-tokens')).body)).not.toContain(made.body.token)
  await app.ask(`/api/api-tokens/${made.body.id}`, { method: 'DELETE' })
  expect((await app.ask('/api/sessions', { headers })).status).toBe(401)
})

test('[L5] the log tells who signed in, was refused, changed and deleted what', async () => {
  const cookie = await member('ada@shop.test', 'analyst')
  await send('POST', '/api/sign-in', { email: 'ada@shop.test', password: 'wrong' })
  await send('POST', '/api/sign-in', { email: 'eve@shop.test', password: 'wrong' })
  const definition = {
    version: 1,
    subject: 'person',
    where: { kind: 'trait', trait: 'plan', is: { op: 'exists' } },
  }
  const segment = { name: 'Planned', description: '', definition }
  const { body } = await send('POST', '/api/segments', segment, cookie)
  await send('DELETE', `/api/segments/${body.id}`, null, cookie)
  expect((await send('DELETE', `/api/segments/${body.id}`, null, cookie)).status).toBe(404)
  const { items } = (await app.ask('/api/audit')).body
  expect(items.map(({ at, ...entry }: { at: number }) => entry)).toEqual([
    { actor: 'ada@shop.test', action: 'deleted', target: `segment ${body.id}` },
    { actor: 'anyone', action: 'sign-in-refused', target: 'the viewer' },
    { actor: 'ada@shop.test', action: 'sign-in-refused', target: 'the viewer' },
    { actor: 'ada@shop.test', action: 'signed-in', target: 'the viewer' },
    { actor: 'admin token', action: 'invited', target: 'member ada@shop.test' },
  ])
})

test('[L6] a cookie made up, changed or over opens nothing', async () => {
  const cookie = await member('ada@shop.test', 'viewer')
  const [name, value = ''] = cookie.split('=')
  const [, epoch, expires, mac] = value.split('.')
  const admin = await send('POST', '/api/sign-in', { token: TOKEN })
  expect((await send('GET', '/api/me', null, admin.cookie)).body.role).toBe('owner')
  for (const forged of [
    `.${epoch}.${expires}.${mac}`,
    `${value}x`,
    value.replace(`.${epoch}.`, '.9.'),
    '...',
    '',
  ]) {
    expect((await send('GET', '/api/me', null, `${name}=${forged}`)).status).toBe(401)
  }
})
