import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

const put = (templates: unknown) =>
  open.ask('/api/settings/paths', { method: 'PUT', body: JSON.stringify({ templates }) })

test('[Q7] a project folds addresses by its own templates, for history too', async () => {
  const at = Date.UTC(2026, 10, 1)
  const visit = ['/', '/product/blue-mug', '/product/red-mug', '/order/1234'].map((path, i) => ({
    type: 4,
    timestamp: at + i * 1000,
    data: { href: `https://shop.test${path}`, width: 800, height: 600 },
  }))
  const imported = await open.ask('/api/sessions/import', { method: 'POST', body: JSON.stringify(visit) })
  const patterns = async () => {
    await open.loop.idle()
    const { body } = await open.ask(`/api/sessions/${imported.body.session.id}`)
    return body.recordings[0].facts.pages.map((page: { pattern: string }) => page.pattern)
  }
  expect(await patterns()).toEqual(['/', '/product/blue-mug', '/product/red-mug', '/order/:id'])
  expect((await put(['/product/:slug', '/product/:slug'])).body).toEqual({ templates: ['/product/:slug'] })
  expect(await patterns()).toEqual(['/', '/product/:slug', '/product/:slug', '/order/:id'])
  expect((await open.ask('/api/settings/paths')).body).toEqual({ templates: ['/product/:slug'] })
  await put([])
  expect(await patterns()).toEqual(['/', '/product/blue-mug', '/product/red-mug', '/order/:id'])
  expect((await put(['product'])).status).toBe(400)
})
