import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, TOKEN } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

test('[V7] the viewer keeps to its own origin and runs no inline script', async () => {
  for (const path of ['/', '/sessions/anything', '/segments/new']) {
    const answer = await open.app.request(path)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    const page = await answer.text()
    expect(page.match(/<script\b[^>]*>/g)?.every(tag => /\ssrc="\//.test(tag))).toBe(true)
    expect(page).not.toMatch(/(?:src|href)="https?:/)
  }
})

test('[R2] the recorder may be loaded by any site, and is not kept for long', async () => {
  for (const file of ['recorder.js', 'capture.js']) {
    const answer = await open.app.request(`/${file}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
  }
  // The viewer's page is for addresses, never in place of a file.
  expect((await open.app.request('/no-such-file.js')).status).toBe(404)
  expect((await open.app.request('/people/ada@shop.example')).status).toBe(200)
})

test('[V130] the page of a session has what it needs on its way before a script runs', async () => {
  const page = async (path: string) => (await open.app.request(path)).text()
  const tags = (text: string) => text.match(/<link rel="(?:preload|modulepreload)"[^>]*>/g) ?? []
  const player = tags(await page('/sessions/a%26b?project=shop&t=4000'))
  expect(player.some(tag => /modulepreload.*PlayerScreen-.*\.js/.test(tag))).toBe(true)
  expect(player.some(tag => tag.includes('href="/api/sessions/a%26b?project=shop"'))).toBe(true)
  expect(player.some(tag => tag.includes('href="/api/me"'))).toBe(true)
  for (const path of ['/', '/sessions', '/segments/new', '/s/no-such-token']) {
    expect(tags(await page(path)).some(tag => tag.includes('PlayerScreen') || tag.includes('/api/'))).toBe(
      false,
    )
  }
})

test('[V131] assets of a site are let in for who is signed in, and nothing else is', async () => {
  const put = (origins: string[]) =>
    open.ask('/api/settings/assets', { method: 'PUT', body: JSON.stringify({ origins }) })
  const policy = async (path: string, headers: Record<string, string> = {}) =>
    (await open.app.request(path, { headers })).headers.get('content-security-policy') ?? ''
  const signedIn = { authorization: `Bearer ${TOKEN}` }
  const strict = await policy('/sessions/one', signedIn)
  for (const bad of [
    'https://cdn.test; script-src *',
    '*',
    'https://*.test',
    "'unsafe-inline'",
    'data:',
    'https://a.test/b',
  ]) {
    expect((await put([bad])).status).toBe(400)
  }
  expect((await put(['https://cdn.test:8443'])).status).toBe(200)
  const allowed = await policy('/sessions/one', signedIn)
  for (const name of ['img-src', 'style-src', 'font-src', 'media-src']) {
    expect(allowed).toMatch(new RegExp(`${name} [^;]* https://cdn\\.test:8443(;|$)`))
  }
  expect(allowed.replaceAll(' https://cdn.test:8443', '').split(/;\s*/)).toEqual(strict.split(/;\s*/))
  for (const path of ['/s/no-such-token', '/b/no-such-board', '/sessions/one?project=another']) {
    expect(await policy(path, signedIn)).not.toContain('cdn.test')
  }
  expect(await policy('/sessions/one')).toBe(strict)
  const { items } = (await open.ask('/api/audit?action=changed')).body
  expect(items[0].target).toBe('sites whose assets replays may fetch')
})
