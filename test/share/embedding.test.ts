import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'
import { minuteOfEvents } from '../viewer/fake-data.ts'

let open: Awaited<ReturnType<typeof openApp>>
let link = ''
beforeAll(async () => {
  open = await openApp()
  const events = minuteOfEvents(Date.UTC(2026, 9, 1, 12))
  const { body } = await send('POST', '/api/sessions/import', events)
  const made = await send('POST', '/api/shares', {
    session: body.session.id,
    from: 0,
    to: 5_000,
    title: 'Basket',
  })
  link = new URL(made.body.url).pathname
})
afterAll(() => open.close())

const send = (method: string, path: string, body: object) =>
  open.ask(path, { method, body: JSON.stringify(body) })
const framedBy = async (path: string) => {
  const { headers } = await open.app.request(path)
  const policy = headers.get('content-security-policy') ?? ''
  return { ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1], older: headers.get('x-frame-options') }
}

test('[H13] a public link may be framed by the sites a project names, and by no other', async () => {
  expect((await framedBy(link)).ancestors).toBe("'none'")
  const origins = ['https://wiki.example.org', 'http://localhost:4000']
  expect((await send('PUT', '/api/settings/embedding', { origins })).status).toBe(200)
  expect((await open.ask('/api/settings/embedding')).body).toEqual({ origins })
  expect(await framedBy(link)).toEqual({ ancestors: origins.join(' '), older: null })
})

test('[H13] every other page refuses frames, also one of a link that is not there', async () => {
  for (const path of ['/', '/settings', '/s/none']) {
    expect(await framedBy(path), path).toEqual({ ancestors: "'none'", older: 'SAMEORIGIN' })
  }
})

test('[H13] what is no origin is refused, so that no other rule gets into the policy', async () => {
  for (const origin of [
    '*',
    'https://a; script-src *',
    'http://example.org',
    'https://a b',
    'https://*.a.org',
  ]) {
    expect((await send('PUT', '/api/settings/embedding', { origins: [origin] })).status, origin).toBe(400)
  }
})
