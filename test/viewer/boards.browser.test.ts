import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

const steps = [{ kind: 'session' }, { kind: 'click', name: 'Apply coupon' }]
const funnels = (definition?: object) =>
  `${server.origin}/behaviour/funnels${definition ? `?q=${encodeURIComponent(JSON.stringify(definition))}` : ''}`

beforeAll(async () => {
  server = await startServer()
  for (const [i, times] of [5, 5, 3, 0, 0].entries()) {
    await server.api('/sessions/import', { method: 'POST', body: pressed(times, i).events })
  }
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

describe('[U14] a saved funnel in the viewer', () => {
  it('is saved by a name, opened by its address, changed, and removed', async () => {
    await page.goto(funnels({ steps }))
    await page.getByRole('button', { name: 'Save this funnel' }).click()
    await page.getByRole('textbox', { name: 'Name of the funnel' }).fill('To the coupon')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await soon(() => page.url()).toMatch(/funnels\?saved=[^&]+$/)
    await page.reload()
    await page.getByRole('row', { name: /^2\. Apply coupon/ }).waitFor()
    await page.getByRole('combobox', { name: /^Order/ }).selectOption('any')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await soon(() => page.url()).not.toContain('q=')
    expect(await page.getByRole('combobox', { name: /^Order/ }).inputValue()).toBe('any')
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: /^Remove the saved funnel/ }).click()
    await page.getByRole('button', { name: 'Saved funnels: not saved' }).waitFor()
  })

  it('leads from a step to a segment of its people, or says why there is none', async () => {
    const never = { kind: 'page', page: '/nobody' }
    await page.goto(`${funnels({ steps: [steps[0], never] })}&show=dropped.0.0`)
    await page.getByRole('link', { name: 'As a segment' }).click()
    await page.getByText('reached', { exact: false }).first().waitFor()
    await soon(() => page.url()).toContain('/segments/new?draft=')
    await page.goto(`${funnels({ steps })}&show=reached.1.0`)
    await page.getByText('No segment: A segment cannot ask for a click').waitFor()
  })
})

describe('[U55] a board in the viewer', () => {
  it('keeps a chart, watches its number, and shows it by a public link without an account', async () => {
    await page.goto(funnels({ steps }))
    await page.getByRole('button', { name: /^Keep “A session begins to Apply coupon”/ }).click()
    await page.getByRole('button', { name: 'New board' }).click()
    await page.getByText('Kept on “New board”.').waitFor()
    await page.goto(`${server.origin}/behaviour/boards`)
    await page.getByRole('link', { name: /New board/ }).click()
    await page.getByRole('heading', { name: 'A session begins to Apply coupon' }).waitFor()
    await page.getByRole('button', { name: /^Watch “/ }).click()
    await page.getByRole('spinbutton', { name: 'Percent' }).fill('80')
    await page.getByRole('button', { name: 'Watch it' }).click()
    const alert = page.locator('.alert-state')
    await soon(() => alert.textContent()).toMatch(/alert.*the conversion is 60%; told when below 80%/)
    await soon(() => alert.textContent()).toMatch(/Raised just now/)
    expect(await seriousOn(page)).toEqual([])

    const id = new URL(page.url()).searchParams.get('board')
    const { url } = await server.api<{ url: string }>(`/boards/${id}/share`, { method: 'POST' })
    const stranger = await browsing.open(new URL(url, server.origin).href)
    await stranger.getByRole('heading', { name: 'New board' }).waitFor()
    await soon(() => stranger.getByText('Everyone: 60%', { exact: false }).count()).toBe(1)
    expect(await stranger.locator('a[href^="/sessions"], a[href^="/people"]').count()).toBe(0)
    expect(await seriousOn(stranger)).toEqual([])
    await stranger.context().close()
  })

  it('draws a heatmap on its page, and gives strangers the list alone', async () => {
    const definition = { page: '/order/:id', width: '1-9999' }
    const { id } = await server.api<{ id: string }>('/boards', {
      method: 'POST',
      body: {
        name: 'Where they click',
        charts: [{ id: 'heat', title: 'Clicks', kind: 'heatmap', definition }],
      },
    })
    await page.goto(`${server.origin}/behaviour/boards?board=${id}`)
    const picture = page.getByRole('region', { name: 'Clicks', exact: true })
    await picture.frameLocator('iframe').getByText('Apply coupon').first().waitFor()
    await soon(() => picture.locator('.heat-canvas').evaluate(drawnIn)).toBeGreaterThan(0)
    await page.getByText('of 5', { exact: true }).first().waitFor()
    expect(await seriousOn(page)).toEqual([])

    const { url } = await server.api<{ url: string }>(`/boards/${id}/share`, { method: 'POST' })
    const stranger = await browsing.open(new URL(url, server.origin).href)
    await stranger.getByText('of 5', { exact: true }).first().waitFor()
    expect(await stranger.locator('iframe, canvas, .board-heat').count()).toBe(0)
    expect(await stranger.locator('main a').count()).toBe(0)
    await stranger.context().close()
  })

  it('leads from a number to the people behind it', async () => {
    const charts = [
      { id: 'funnel', title: 'Coupons', kind: 'funnel', definition: { steps } },
      { id: 'heat', title: 'Clicks', kind: 'heatmap', definition: { page: '/order/:id', width: '1-9999' } },
    ]
    const body = { name: 'Leads', charts }
    const { id } = await server.api<{ id: string }>('/boards', { method: 'POST', body })
    const board = `${server.origin}/behaviour/boards?board=${id}`
    await page.goto(board)
    const coupons = page.locator('.chart-card').filter({ hasText: 'Coupons' })
    await coupons.getByText('As a table').click()
    await coupons
      .getByRole('row', { name: /Apply coupon/ })
      .getByRole('link')
      .first()
      .click()
    const people = page.getByRole('region', { name: 'Reached “Apply coupon”' })
    await people.getByText('3 moments').waitFor()
    await page.goto(board)
    await page.locator('.heat-rows').getByRole('link', { name: '60%' }).click()
    await page.getByRole('heading', { name: /Apply coupon/ }).waitFor()
    await soon(() => page.locator('.heat-moment').count()).toBe(3)
  })

  it('draws two segments as their difference or beside each other, and saves and shares what it draws', async () => {
    const twice = { kind: 'field', field: 'clickCount', is: { op: 'at-least', number: 4 } }
    const segment = await server.api<{ id: string }>('/segments', {
      method: 'POST',
      body: { name: 'Many clicks', definition: { version: 1, subject: 'session', where: twice } },
    })
    const definition = { page: '/order/:id', width: '1-9999' }
    const charts = [
      { id: 'clicks', title: 'Clicks', kind: 'heatmap', definition },
      { id: 'rage', title: 'Rage', kind: 'heatmap', definition: { ...definition, kind: 'rage' } },
    ]
    await server.api('/boards', {
      method: 'POST',
      body: { name: 'Both', charts, bar: { segment: segment.id, compare: 'everyone-else' } },
    })
    await page.goto(`${server.origin}/behaviour/boards`)
    await page.getByRole('link', { name: /Both/ }).click()
    const difference = page.getByRole('region', { name: 'Clicks', exact: true })
    await soon(() => difference.locator('.heat-difference').count()).toBeGreaterThan(0)
    for (const name of ['Many clicks', 'Everyone else']) {
      const one = page.getByRole('region', { name: `Rage: ${name}` })
      await one.frameLocator('iframe').getByText('Apply coupon').first().waitFor()
      await one.locator('.heat-waiting').waitFor({ state: 'detached' })
    }
    expect(await seriousOn(page)).toEqual([])

    const saved = async (title: string, kind: string) => {
      await page.getByRole('button', { name: `Save “${title}”` }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: kind }).click(),
      ])
      return readFileSync(await file.path())
    }
    const svg = (await saved('Rage', 'Drawing (SVG)')).toString('utf8')
    expect(svg.match(/<foreignObject/g)).toHaveLength(2)
    expect(svg).toContain('>Many clicks</text>')
    const png = PNG.sync.read(await saved('Clicks', 'Picture (PNG)'))
    expect(png.width).toBeGreaterThan(500)

    await page.getByRole('button', { name: /Share this board/ }).click()
    await page.getByRole('checkbox', { name: 'With the pictures of its heatmaps' }).check()
    const given = Promise.all(
      charts.map(chart => page.waitForResponse(answer => answer.url().includes(`/pictures/${chart.id}`))),
    )
    const shared = page.waitForResponse(answer => answer.url().includes('/share'))
    await page.getByRole('button', { name: 'Make the link' }).click()
    const { url } = await (await shared).json()
    await given
    const stranger = await browsing.open(new URL(url, server.origin).href)
    for (const { title } of charts) {
      const shown = stranger.getByRole('img', { name: new RegExp(`: ${title}$`) })
      await soon(() =>
        shown.evaluate(one => one instanceof HTMLImageElement && one.naturalWidth),
      ).toBeTruthy()
    }
    expect(await seriousOn(stranger)).toEqual([])
    await stranger.context().close()
  })
})

/** Points of a picture that are not empty. */
function drawnIn(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  return data.filter((value, i) => i % 4 === 3 && value > 0).length
}
