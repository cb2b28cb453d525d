import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, TOKEN } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

test('[Q1] what cannot be served is an error with a code and a sentence', async () => {
  const cases: [number, string, string, RequestInit?][] = [
    [404, 'not-found', '/api/sessions/nowhere-to-be-found'],
    [404, 'not-found', '/api/nothing-here'],
    [404, 'not-found', '/api/sessions?project=other'],
    [404, 'not-found', '/api/sessions?segment=gone'],
    [400, 'bad-request', '/api/sessions?limit=many'],
    [400, 'bad-request', '/api/sessions?from=yesterday-ish'],
    [400, 'bad-request', '/api/sessions?definition=%7Bnot-json'],
    [400, 'bad-request', '/api/suggest?of=everything'],
    [400, 'bad-request', '/api/segments', { method: 'POST', body: '{"name":"x"' }],
    [400, 'bad-request', '/api/segments', { method: 'POST', body: '{"name":"x","definition":{}}' }],
    [400, 'not-json', '/api/sessions/import', { method: 'POST', body: 'no json' }],
    [400, 'wrong-shape', '/api/sessions/import', { method: 'POST', body: '{"events":[]}' }],
    [400, 'wrong-shape', '/api/sessions/import', { method: 'POST', body: '[{"type":"x"}]' }],
    [400, 'empty', '/api/sessions/import', { method: 'POST', body: '[]' }],
  ]
  for (const [status, code, path, init] of cases) {
    const answer = await open.ask(path, init)
    expect({ path, status: answer.status, code: answer.body.error?.code }).toEqual({ path, status, code })
    expect(answer.body.error.message).toMatch(/^\S.*[^\s]$/)
  }
})

test('[Q2] lists have items and next', async () => {
  for (const path of [
    'sessions',
    'events',
    'persons',
    'segments',
    'projects',
    'ingest/outcomes',
    'suggest?of=event',
  ]) {
    expect((await open.ask(`/api/${path}`)).body, path).toMatchObject({
      items: expect.any(Array),
      next: null,
    })
  }
})

test('[Q3] nothing but signing in answers without the token or the cookie', async () => {
  const paths = [
    'sessions',
    'events',
    'persons',
    'segments',
    'projects',
    'me',
    'openapi.json',
    'sample',
    'nothing',
  ]
  for (const path of paths) expect((await open.app.request(`/api/${path}`)).status, path).toBe(401)
  const wrong = { authorization: 'Bearer almost-the-token' }
  expect((await open.app.request('/api/sessions', { headers: wrong })).status).toBe(401)

  const signIn = (token: string) =>
    open.app.request('/api/sign-in', {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { 'content-type': 'application/json' },
    })
  expect((await signIn('almost-the-token')).status).toBe(401)
  const cookie = (await signIn(TOKEN)).headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  expect(cookie).not.toContain(TOKEN)
  const signedIn = { headers: { cookie: cookie.split(';')[0] ?? '' } }
  expect((await open.app.request('/api/sessions', signedIn)).status).toBe(200)
})

test('the OpenAPI document names every route that was asked here', async () => {
  const { body } = await open.ask('/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/sessions',
      '/sessions/{id}',
      '/events',
      '/persons',
      '/segments',
      '/segments/preview',
    ]),
  )
})
