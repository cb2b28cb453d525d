import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SharedBoard } from '../../contract/behaviour/board-chart.ts'
import { forgetSessions } from '../../server/removal/documents.ts'
import { forgetPictures } from '../../server/share/pictures.ts'
import { openApp } from '../app.ts'

let app: Awaited<ReturnType<typeof openApp>>

beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

const png = PNG.sync.write(new PNG({ width: 120, height: 63 })).toString('base64')
const give = (id: string, chart = 'heat', picture = png) =>
  app.ask(`/api/boards/${id}/pictures/${chart}`, {
    method: 'PUT',
    body: JSON.stringify({ png: picture, sessions: ['visit-1'] }),
  })

async function board(): Promise<{ id: string; share: () => Promise<string> }> {
  const charts = [{ id: 'heat', title: 'Clicks', kind: 'heatmap', definition: { page: '/cart' } }]
  const made = await app.ask('/api/boards', {
    method: 'POST',
    body: JSON.stringify({ name: 'Clicks', charts }),
  })
  const { id } = made.body
  const share = async () => (await app.ask(`/api/boards/${id}/share`, { method: 'POST' })).body.url
  return { id, share }
}
const pictureOn = async (link: string) => {
  const shown: SharedBoard = await (await app.app.request(`${link}/numbers`)).json()
  return shown.charts[0]?.picture ?? null
}

test('[U55] a public link shows the picture its maker gave it, and none it was not given', async () => {
  const { id, share } = await board()
  expect((await give(id)).status).toBe(400)
  const link = await share()
  expect(await pictureOn(link)).toBeNull()
  expect((await give(id)).body).toEqual({ width: 120, height: 63 })
  expect((await give(id, 'other')).status).toBe(404)
  expect((await give(id, 'heat', Buffer.from('no picture').toString('base64'))).status).toBe(400)
  const told = await pictureOn(link)
  expect(told).toMatchObject({ url: `${link}/pictures/heat`, width: 120, height: 63 })
  const picture = await app.app.request(told?.url ?? '')
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(PNG.sync.read(Buffer.from(await picture.arrayBuffer())).height).toBe(63)

  const next = await share()
  expect((await app.app.request(`${link}/pictures/heat`)).status).toBe(404)
  expect(await pictureOn(next)).toBeNull()
  await give(id)
  await app.ask(`/api/boards/${id}/share`, { method: 'DELETE' })
  expect(await app.store.documents('main', 'board-picture')).toEqual([])
})

test('[U55] the picture goes with the recording behind it: masked afterwards, or deleted', async () => {
  const { id, share } = await board()
  const link = await share()
  await give(id)
  await forgetPictures(app.store, 'main', 'visit-2')
  expect(await pictureOn(link)).not.toBeNull()
  await forgetPictures(app.store, 'main', 'visit-1')
  expect(await pictureOn(link)).toBeNull()
  await give(id)
  await forgetSessions(app.store, 'main', new Set(['visit-1']))
  expect(await pictureOn(link)).toBeNull()
  await give(id)
  await app.ask(`/api/boards/${id}`, { method: 'DELETE' })
  expect(await app.store.documents('main', 'board-picture')).toEqual([])
})
