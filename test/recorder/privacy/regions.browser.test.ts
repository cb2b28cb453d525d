import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const captured = async (html: string, settings: object = {}): Promise<string> => {
  const { page, events, failures } = await stage.open(`<!doctype html><title>Page of Jane</title>${html}`, {
    settings,
  })
  await page.evaluate('captured.settle()')
  expect(await failures()).toEqual([])
  return JSON.stringify(await events())
}

test('[P10] data-segreel says what happens to a part of the page, the nearest word counts', async () => {
  const found = await captured(`<p>plain1</p>
    <div data-segreel="mask">mask1 <span title="mask2" data-user="mask3" data-state="open">mask4</span><img alt="mask5">
      <b data-segreel="show">show1</b><input type="checkbox" checked id="box"></div>
    <div data-segreel="block">block1</div>
    <input data-segreel="show" value="show2"><input data-segreel="ignore" value="ignore1">
    <div data-segreel="show"><input type="password" value="secret1"><input autocomplete="cc-csc" value="secret2">
      <div contenteditable="true">show3</div></div>`)
  for (const kept of ['plain1', 'show1', 'show2', 'show3', '"data-state":"open"'])
    expect(found).toContain(kept)
  expect(found).not.toMatch(/mask\d|block1|ignore1|secret\d|"checked"/)
})

test('[P11] mask-all masks every text, title and label, but what is said to be shown', async () => {
  const found = await captured(
    `<p title="text1">text2 <img alt="text3"><i class="public">show1</i></p><input placeholder="text4" type="submit" value="text5"><a download="text6.csv" href="/">d</a><user-card name="text7"></user-card>`,
    { maskAll: true, showSelectors: ['.public'] },
  )
  expect(found).toContain('show1')
  expect(found).not.toMatch(/text\d|Page of Jane/)
})

test('[P12] selectors of the settings mask, block, ignore and show', async () => {
  const found = await captured(
    `<p class="m">mask1</p><p class="b">block1</p><form class="i"><input value="ignore1"></form><p>text1</p>
     <label class="s">show1 <input value="show2"></label>`,
    { maskSelectors: ['.m'], blockSelectors: ['.b'], ignoreSelectors: ['.i'], showSelectors: ['.s'] },
  )
  for (const kept of ['text1', 'show1', 'show2']) expect(found).toContain(kept)
  expect(found).not.toMatch(/mask1|block1|ignore1/)
})

test('[P13] a hiding selector that cannot be read hides everything', async () => {
  const found = await captured('<p>text1</p>', { maskSelectors: ['p:unknown('] })
  expect(found).toContain('*****')
  expect(found).not.toMatch(/text1/)
})

test('[P14] with shown inputs, secret ones and what looks like a secret stay masked', async () => {
  const { page, events } = await stage.open(
    `<!doctype html><title>t</title><input id="a" value="show1"><input value="a@secret1.com"><input type="password" value="secret2">
     <input name="otp" value="secret3"><input autocomplete="one-time-code" value="secret4"><input id="pass" type="password">
     <select><option value="show2" selected>o</option></select><input type="hidden" value="secret5">`,
    { settings: { maskInputs: false } },
  )
  // Within one task, before any mutation can be seen: the type changes and the value is told.
  await page.evaluate(`(() => {
    const field = document.querySelector('#pass')
    field.type = 'text'; field.value = 'secret6'
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })()`)
  await page.fill('#a', 'show3')
  await page.waitForFunction(`JSON.stringify(captured.events).includes('show3')`)
  const found = JSON.stringify(await events())
  for (const kept of ['show1', 'show2']) expect(found).toContain(kept)
  expect(found).not.toMatch(/secret\d/)
})

test('[P15] neither the length of a secret nor the number of keys shows', async () => {
  const { page, events } = await stage.open(
    '<!doctype html><title>t</title><input type="password"><input id="end">',
  )
  await page.type('[type=password]', 'twelve-chars')
  await page.type('#end', 'e')
  await page.waitForFunction(`captured.events.some(e => e.data.source === 5 && e.data.text === '*')`)
  const inputs = (await events()).flatMap(({ data }) =>
    typeof data === 'object' && data && 'text' in data ? [data.text] : [],
  )
  expect(inputs).toEqual(['', '*'])
})

test('[P15] that a secret was changed again shows, and nothing else', async () => {
  const { page, events } = await stage.open(
    '<!doctype html><title>t</title><input type="password"><input id="end">',
  )
  for (const secret of ['first-secret', 'second']) {
    await page.click('[type=password]')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(secret)
    await page.click('#end')
  }
  await page.type('#end', 'e')
  await page.waitForFunction(`captured.events.some(e => e.data.source === 5 && e.data.text === '*')`)
  const inputs = (await events()).flatMap(({ data }) =>
    typeof data === 'object' && data && 'text' in data ? [data.text] : [],
  )
  expect(inputs).toEqual(['', '', '*'])
})

test('[P16] a region that is masked later is masked from then on, in shadow roots and frames too', async () => {
  const { page, events } = await stage.open(`<!doctype html><title>t</title><div id="d"><p>first</p></div>
    <div id="host" data-segreel="mask"></div><iframe data-segreel="mask" srcdoc="<p>inframe1</p>"></iframe>`)
  await page.waitForFunction('captured.events.some(e => e.data.isAttachIframe)')
  await page.evaluate(`(() => {
    document.querySelector('#d').dataset.segreel = 'block'
    const root = document.querySelector('#host').attachShadow({ mode: 'open' })
    root.append('inshadow1')
    root.append(document.createElement('p'))
    root.querySelector('p').textContent = 'inshadow2'
    document.querySelector('iframe').contentDocument.body.append('inframe2')
    setTimeout(() => { document.querySelector('#d p').firstChild.data = 'later1'; document.body.append('done') })
  })()`)
  await page.waitForFunction(`JSON.stringify(captured.events).includes('done')`)
  expect(JSON.stringify(await events())).not.toMatch(/inshadow\d|inframe\d|later1/)
})

test('[P17] of a blocked part nothing is recorded but its size, whatever changes in it', async () => {
  const { page, events } = await stage.open(
    `<!doctype html><title>t</title>
    <div data-segreel="block" id="d"><p>block1</p></div><img data-segreel="block" id="i" src="/block2.png" title="block3">
    <div id="late"><p>first</p></div><iframe data-segreel="block" srcdoc="<p title=block15>block16</p>"></iframe>`,
  )
  await page.evaluate(`(() => {
    const d = document.querySelector('#d')
    d.insertAdjacentHTML('beforeend', '<img src="/block4.png"><svg><use href="/block5.svg"></use></svg>')
    d.firstChild.firstChild.data = 'block6'
    d.setAttribute('aria-label', 'block7')
    document.querySelector('#i').src = '/block8.png'
    document.querySelector('#i').id = 'block9'
    const late = document.querySelector('#late')
    late.dataset.segreel = 'block'
    late.innerHTML = '<img src="/block10.png"><a href="/block11">block12</a>'
    const input = document.createElement('input')
    input.name = 'block13'
    d.append(input)
    input.value = 'block14'
    document.body.append('done')
  })()`)
  await page.waitForFunction(`JSON.stringify(captured.events).includes('done')`)
  await page.evaluate('new Promise(done => setTimeout(done, 50)).then(() => captured.settle())')
  // Failures (type 5: a picture did not load) name addresses, of whatever part.
  const picture = JSON.stringify((await events()).filter(event => event.type !== 5))
  expect([...picture.matchAll(/block\d+/g)].map(String)).toEqual([])
})
