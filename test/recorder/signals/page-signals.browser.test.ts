import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('[G11] visibility and focus of the tab', async () => {
  const { page, until } = await stage.open('<!doctype html><title>t</title><input id="i">')
  await page.evaluate(`(() => {
    dispatchEvent(new Event('blur')); dispatchEvent(new Event('focus')); document.querySelector('#i').focus()
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })()`)
  expect(await until('visibility', 2)).toEqual([{ state: 'visible' }, { state: 'hidden' }])
  const focus = await until('focus', 2)
  expect(focus.slice(0, 2)).toEqual([{ focused: false }, { focused: true }])
})

test('[G11] the keyboard goes into a frame of the page, and the window keeps it', async () => {
  const { page, until, signals } = await stage.open(
    '<!doctype html><title>t</title><iframe srcdoc="<button>b</button>"></iframe>',
  )
  await page.frameLocator('iframe').locator('button').click()
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
  await until('visibility', 2)
  expect((await signals('focus')).filter(({ focused }) => !focused)).toEqual([])
})

test('[G12] tasks over 50 ms', async () => {
  const { page, until } = await stage.open('<!doctype html><title>t</title>')
  await page.evaluate(
    `setTimeout(() => { const end = performance.now() + 120; while (performance.now() < end); })`,
  )
  const [task] = await until('longTask')
  expect(task?.duration).toBeGreaterThanOrEqual(100)
})

test('[G13] pinch zoom', async () => {
  const { page, until } = await stage.open(
    '<!doctype html><meta name="viewport" content="width=device-width"><title>t</title><p>p',
  )
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 })
  expect(await until('zoom')).toEqual([{ scale: 2 }])
})

test('[G14] copy, cut and paste, never what', async () => {
  const { page, until } = await stage.open('<!doctype html><title>t</title><input id="i" value="clipped">')
  await page.focus('#i')
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  await page.keyboard.press('Control+X')
  await page.keyboard.press('Control+V')
  expect(await until('clipboard', 3)).toEqual([{ action: 'copy' }, { action: 'cut' }, { action: 'paste' }])
})

test('[G14] a script that writes to the clipboard, in either way', async () => {
  const { page, until, events } = await stage.open(
    '<!doctype html><title>t</title><button onclick="navigator.clipboard.writeText(\'hush\')">a</button><p id="p">b',
  )
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.click('button')
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('hush')
  await page.evaluate(
    `getSelection().selectAllChildren(document.querySelector('#p')); document.execCommand('copy')`,
  )
  expect(await until('clipboard', 2)).toEqual([{ action: 'copy' }, { action: 'copy' }])
  const after = (await events()).filter(event => event.type === 5)
  expect(JSON.stringify(after)).not.toContain('hush')
})

test('[G15] a submitted form, also when the page stops it', async () => {
  const { page, until } = await stage.open(
    '<!doctype html><title>t</title><form id="f" onsubmit="event.stopPropagation(); return false"><button>go</button></form>',
  )
  await page.click('button')
  const [submitted] = await until('submit')
  expect(submitted?.node).toBe(
    await page.evaluate(`(() => {
    const find = node => node.tagName === 'form' ? node.id : (node.childNodes ?? []).map(find).find(Boolean)
    return find(captured.events.find(e => e.type === 2).data.node)
  })()`),
  )
})

test('[G16] windows that open, links that open a tab, downloads', async () => {
  const { page, origin, until, signals } = await stage.open(`<!doctype html><title>t</title>
    <a id="tab" href="/tab?k=hidden" target="_blank">t</a><a id="save" href="/file.csv?k=hidden" download>d</a>
    <a id="same" href="#same" target="_self">s</a>`)
  await page.evaluate(`open('/window?k=hidden') && 0`)
  await page.click('#same')
  await page.click('#tab')
  await page.click('#save')
  await page.click('#same', { button: 'middle' })
  const opened = await until('open', 4)
  expect(opened.map(({ href, download }) => [href.replace(origin, ''), download])).toEqual([
    ['/window?k=***', false],
    ['/tab?k=***', false],
    ['/file.csv?k=***', true],
    ['/', false],
  ])
  expect(await signals('open')).toHaveLength(4)
})

test('[G16] downloads and pickers of scripts, and dialogs of the browser', async () => {
  const { page, until, failures } = await stage.open('<!doctype html><title>t</title>')
  page.on('dialog', dialog => dialog.accept('Ada'))
  const answers = await page.evaluate(`(() => {
    const href = URL.createObjectURL(new Blob(['a,b']))
    const link = () => Object.assign(document.createElement('a'), { href, download: 'a.csv' })
    link().click()
    link().dispatchEvent(new MouseEvent('click'))
    Object.assign(document.createElement('a'), { href: '#x' }).click()
    Object.assign(document.createElement('input'), { type: 'file' }).click()
    return [alert('hush'), confirm('hush'), prompt('hush')]
  })()`)
  expect(answers).toEqual([undefined, true, 'Ada'])
  const opened = await until('open', 6)
  expect(opened.map(({ download }) => download)).toEqual([true, true, false, false, false, false])
  expect(JSON.stringify(opened)).not.toContain('hush')
  expect(await failures()).toEqual([])
})

test('[G17] printing', async () => {
  const { page, until } = await stage.open('<!doctype html><title>t</title>')
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  expect(await until('print')).toEqual([{}])
})

test('[G20] the size of the document, again when it grows, and of what scrolls instead', async () => {
  const { page, until } = await stage.open(
    '<!doctype html><title>t</title><body style="margin:0"><div id="d" style="height:3000px">',
  )
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(await until('document')).toEqual([{ width, height: 3000 }])
  await page.evaluate(`document.querySelector('#d').style.height = '5000px'`)
  expect(await until('document', 2)).toEqual([
    { width, height: 3000 },
    { width, height: 5000 },
  ])

  const app =
    await stage.open(`<!doctype html><title>t</title><style>html,body{margin:0;height:100%;overflow:hidden}</style>
    <main style="height:100%;overflow:auto"><div style="height:4000px">`)
  await app.until('document')
  await app.page.evaluate(`document.querySelector('main').scrollTop = 100`)
  const [, inner] = await app.until('document', 2)
  expect(inner?.height).toBe(4000)
  expect(inner?.scroller).toBeGreaterThan(0)
})
