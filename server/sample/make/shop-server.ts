import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { demoShop } from '../../demo/shop.ts'
import type { Collector } from './collector.ts'
import { origin } from './host.ts'

export const releaseHeader = 'x-sample-release'
export const writeKey = 'sample'
// Not the shop's own origin: the recorder does not record the requests to where it sends.
const doors = `${origin}/doors`
export const userPrefix = 'sample-user-'

// The demo shop in each of its releases, the recorder's files, and doors that collect instead of storing.
export async function startShop(
  collector: Collector,
  recorderFolder: string,
  releases: string[],
): Promise<{ port: number; close: () => void }> {
  // The visits' own clock waits instead: see clock.js.
  const wait = async () => {}
  const shops = new Map(
    releases.map(release => [
      release,
      new Hono().route('/demo', demoShop({ writeKey, wait, release, userPrefix, endpoint: doors })),
    ]),
  )
  const app = new Hono()
  app.get('/doors/v1/projects/:key/settings', context => context.json({ segreel: {} }))
  app.post('/doors/v1/recording', async context => {
    const body = Buffer.from(await context.req.arrayBuffer())
    collector.addBatch(new URL(context.req.url).searchParams, body)
    return context.json({ outcome: 'stored' })
  })
  app.post('/doors/v1/b', async context => {
    collector.addEvents(await context.req.text())
    return context.json({ success: true })
  })
  app.get('/:file{[a-z-]+\\.js}', async context => {
    const script = await readFile(`${recorderFolder}/${context.req.param('file')}`, 'utf8')
    return context.body(script, 200, { 'content-type': 'text/javascript' })
  })
  app.all('*', context => {
    const shop = shops.get(context.req.header(releaseHeader) ?? '')
    return shop ? shop.fetch(context.req.raw) : context.notFound()
  })
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      resolve({ port, close: () => server.close() }),
    )
  })
}
