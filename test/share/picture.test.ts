import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
      node: { id: 1, type: 0, childNodes: [{ id: 2, type: 3, textContent: 'Ada Lovelace' }] },
      initialOffset: {},
    },
  },
  { type: 5, timestamp: START + 9_000, data: { tag: 'end', payload: {} } },
]
const png = (width: number, height: number) => PNG.sync.write(new PNG({ width, height })).toString('base64')

beforeAll(async () => {
  open = await openApp()
  const imported = await open.ask('/api/sessions/import', { method: 'POST', body: JSON.stringify(recording) })
  session = imported.body.session.id
})
afterAll(() => open.close())

async function make(input: object = {}): Promise<{ id: string; page: string }> {
  const body = JSON.stringify({ session, from: 0, to: 8_000, ...input })
  const made = await open.ask('/api/shares', { method: 'POST', body })
  return { id: made.body.id, page: new URL(made.body.url).pathname }
}
const put = (id: string, picture: string) =>
  open.ask(`/api/shares/${id}/picture`, { method: 'PUT', body: JSON.stringify({ png: picture }) })
const shown = (page: string) => open.app.request(`${page}/picture.png`)

test('[H20] a link tells its picture where it is posted, until it is revoked', async () => {
  const { id, page } = await make()
  expect((await shown(page)).status).toBe(404)
  expect(await (await open.app.request(page)).text()).not.toContain('og:image')
  expect((await put(id, png(120, 63))).body).toEqual({ width: 120, height: 63 })
  const html = await (await open.app.request(page)).text()
  expect(html).toContain(`<meta property="og:image" content="http://localhost${page}/picture.png" />`)
  expect(html).toContain('<meta property="og:image:width" content="120" />')
  const picture = await shown(page)
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(PNG.sync.read(Buffer.from(await picture.arrayBuffer())).height).toBe(63)
  await open.ask(`/api/shares/${id}`, { method: 'DELETE' })
  expect((await shown(page)).status).toBe(404)
  expect(await open.store.documents('main', 'share-picture')).toEqual([])
  expect((await put(id, png(120, 63))).status).toBe(404)
})

test('[H20] behind a password, for members, and when it is over, a link has no picture', async () => {
  for (const input of [{ password: 'open sesame' }, { audience: 'members' }]) {
    const { id, page } = await make(input)
    expect((await put(id, png(10, 10))).status).toBe(400)
    expect((await shown(page)).status).toBe(404)
  }
  const { id, page } = await make({ expiresInDays: 0.000000001 })
  await put(id, png(10, 10))
  await expect.poll(async () => (await shown(page)).status).toBe(404)
})

test('[H20] what is no picture of a page is refused', async () => {
  const { id } = await make()
  for (const bytes of ['<svg onload="alert(1)"/>', 'GIF89a', '']) {
    expect((await put(id, Buffer.from(bytes).toString('base64'))).status).toBe(400)
  }
  expect((await put(id, 'no base64 at all')).status).toBe(400)
  expect((await put(id, png(5_000, 1))).status).toBe(400)
})

test('[H21] who makes a link sees what it shows, and no view is counted', async () => {
  const { id } = await make({ title: 'As they see it' })
  const { status, body } = await open.ask(`/api/shares/${id}/recording`)
  expect(status).toBe(200)
  expect(body.title).toBe('As they see it')
  expect(JSON.stringify(body)).not.toContain(session)
  const { items } = (await open.ask(`/api/shares?session=${session}`)).body
  expect(items.find((one: { id: string }) => one.id === id).views).toBe(0)
})

test('[H20] what is masked afterwards is in no picture any more', async () => {
  const { id, page } = await make()
  await put(id, png(10, 10))
  await open.ask('/api/remasks', {
    method: 'POST',
    body: JSON.stringify({ by: 'text', what: 'Ada Lovelace' }),
  })
  await open.masking.remasks.settled()
  expect((await shown(page)).status).toBe(404)
})

test('[H20] the picture goes with the session', async () => {
  const { id } = await make()
  await put(id, png(10, 10))
  await open.ask('/api/removals', { method: 'POST', body: JSON.stringify({ what: 'session', id: session }) })
  await expect.poll(() => open.store.documents('main', 'share-picture')).toEqual([])
})
