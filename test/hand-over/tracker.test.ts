import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

const put = (tracker: unknown) =>
  open.ask('/api/settings/tracker', { method: 'PUT', body: JSON.stringify({ tracker }) })
const kept = async () => (await open.ask('/api/settings/tracker')).body

test('[H8] the tracker is kept per project, and can be forgotten', async () => {
  expect(await kept()).toEqual({ tracker: null })
  const tracker = { kind: 'github', address: 'https://github.com/acme/shop' }
  expect((await put(tracker)).status).toBe(200)
  expect(await kept()).toEqual({ tracker })
  expect((await put(null)).status).toBe(200)
  expect(await kept()).toEqual({ tracker: null })
})

test('[H8] what is no address of the web, or lacks what its kind needs, is refused in words', async () => {
  for (const tracker of [
    { kind: 'github', address: 'javascript:alert(1)' },
    { kind: 'gitlab', address: 'somewhere' },
    { kind: 'jira', address: 'https://acme.atlassian.net', project: 'SHOP', issueType: '1' },
    { kind: 'jira', address: 'https://acme.atlassian.net' },
    { kind: 'elsewhere', address: 'https://example.org' },
  ]) {
    const { status, body } = await put(tracker)
    expect(status, JSON.stringify(tracker)).toBe(400)
    expect(body.error.message).toMatch(/.{10}/)
  }
  expect(await kept()).toEqual({ tracker: null })
})
