import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Api } from '../../recorder/stub/api.ts'
import { hasSnapshot, pageWith, until } from './visit.ts'
import { test as visiting } from './visiting.ts'

const test = visiting.override('pages', {
  '/': pageWith('<p>home'),
  '/plain': '<!doctype html><title>plain</title><p>nothing here',
})

const isThere = () => typeof window.segreel === 'object' && !Array.isArray(window.segreel)

/** Runs in the page with the recorder's API. */
async function call<T>(page: Page, action: (api: Api) => T): Promise<T> {
  await page.waitForFunction(isThere)
  const source = `(${action})(window.segreel)`
  return page.evaluate<T>(source)
}

test('[R28] all published forms of arguments', async ({ sink, visitor }) => {
  const page = await visitor.open('/?utm_source=news&utm_campaign=spring&secret=1')
  await call(page, api => {
    api.track('Bought', { price: 7 }, { messageId: 'mine', context: { app: 'x' } }, () =>
      document.body.append('called back'),
    )
    api.track('Plain')
    api.page()
    api.page('Home')
    api.page('Docs', 'Guide', { depth: 2 })
    api.identify({ theme: 'dark' })
    api.identify('u1', { plan: 'pro' }, () => {})
    api.group('g1', { seats: 3 })
    api.alias('u2', 'u1')
  })
  await until('nine events', () => sink.events.length === 9)
  const [bought, plain, page0, home, guide, anonymous, known, group, alias] = sink.events
  expect(bought).toMatchObject({
    type: 'track',
    event: 'Bought',
    properties: { price: 7 },
    messageId: 'mine',
    context: { app: 'x' },
  })
  expect(plain).toMatchObject({ type: 'track', event: 'Plain', properties: {} })
  expect(plain).toMatchObject({
    context: { campaign: { source: 'news', name: 'spring' }, library: { name: 'segreel' } },
  })
  expect(JSON.stringify(plain)).not.toContain('secret=1')
  expect(page0).toMatchObject({ type: 'page', properties: { path: '/', title: 'shop' } })
  expect(home).toMatchObject({ name: 'Home' })
  expect(guide).toMatchObject({ category: 'Docs', name: 'Guide', properties: { depth: 2, name: 'Guide' } })
  expect(anonymous).toMatchObject({ type: 'identify', traits: { theme: 'dark' } })
  expect(anonymous).not.toHaveProperty('userId')
  expect(known).toMatchObject({ userId: 'u1', traits: { theme: 'dark', plan: 'pro' } })
  expect(group).toMatchObject({ type: 'group', groupId: 'g1', traits: { seats: 3 }, userId: 'u1' })
  expect(alias).toMatchObject({ type: 'alias', userId: 'u2', previousId: 'u1' })
  await until('the callback', async () => (await page.textContent('body'))?.includes('called back') ?? false)
  await until('the recording', () => hasSnapshot(sink))
  const { head } = sink.batches[0] ?? {}
  expect(plain).toMatchObject({ context: { segreel: { sessionId: head?.session, tabId: head?.tab } } })
})

test('[R29] ids survive reloads, ids of analytics.js are taken over', async ({ sink, visitor }) => {
  await visitor.context.addCookies([
    { name: 'ajs_anonymous_id', value: '%22known-visitor%22', url: sink.origin },
    { name: 'ajs_user_id', value: 'known-user', url: sink.origin },
  ])
  const page = await visitor.open()
  expect(await call(page, api => [api.anonymousId(), api.user().id()])).toEqual([
    'known-visitor',
    'known-user',
  ])
  await call(page, api => void api.identify({ plan: 'pro' }))
  await page.reload()
  expect(await call(page, api => api.user().traits())).toEqual({ plan: 'pro' })
})

test('[R5] another user and reset begin a new session, the first user does not', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  const sessions = () => new Set(sink.batches.map(({ head }) => head.session)).size
  await call(page, api => void api.identify('first'))
  await call(page, api => void api.track('As first'))
  await until('the event', () => sink.events.some(({ event }) => event === 'As first'))
  await call(page, api => void api.identify('second'))
  await until('a second session', () => sessions() === 2)
  await call(page, api => api.reset())
  await until('a third session', () => sessions() === 3)
  expect(await call(page, api => api.user().id())).toBeUndefined()
  const last = sink.batches.at(-1)?.head
  expect(last?.userId).toBeUndefined()
})

test('[R2] a call made just before the page is left is carried out on the next page', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open('/plain')
  sink.pages.set('/quick', {
    html: pageWith(
      '',
      '',
      '<script>window.segreel = [["track", "Quick"]]; addEventListener("load", () => location.href = "/plain")</script>',
    ).replace('async ', ''),
  })
  await page.goto(`${sink.origin}/quick`)
  await page.waitForURL('**/plain')
  await page.goto(`${sink.origin}/`)
  await until('the call', () => sink.events.some(({ event }) => event === 'Quick'))
  const event = sink.events.find(one => one.event === 'Quick')
  expect(event).toMatchObject({ context: { page: { path: '/quick' } } })
})
