import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'
import { plantedPage, SECRETS_BY_LOOK, TRACES, TYPED_VALUES } from './planted-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Every planted thing that is in what was captured, with the words around it. */
function leaks(captured: string, planted: string[]): string[] {
  return planted.flatMap(secret => {
    const at = captured.indexOf(secret)
    return at < 0 ? [] : [`${secret} in ...${captured.slice(Math.max(0, at - 120), at + 60)}...`]
  })
}

test('[P1] of a page with secrets in every place, no secret is in the recording', async () => {
  const { html, words } = plantedPage()
  const path = `/?session=${words[0]}path#id_token=${words[1]}path`
  const { page, events, failures } = await stage.open(html, { path })
  await page.waitForFunction('captured.events.some(e => e.data.isAttachIframe)')
  const captured = JSON.stringify(await events())
  expect(captured).toContain('Shown words stay.')
  expect(leaks(captured, [...words, ...TRACES, ...Object.values(TYPED_VALUES)])).toEqual([])
  expect(await failures()).toEqual([])
})

test('[P2] secrets that come later, by typing or by script, are not in the recording', async () => {
  const { page, events } = await stage.open(`<!doctype html><title>t</title>
    <input id="text"><input id="password" type="password"><textarea id="area"></textarea>
    <div id="editor" contenteditable="true"></div><p id="para">before</p><a id="link" href="/">link</a>
    <img id="img"><div id="host"></div><div id="mask" data-segreel="mask"><i>x</i></div>
    <select id="select"><option>a</option><option value="chosenvalue">b</option></select>`)
  await page.type('#text', 'typedword')
  await page.type('#password', 'hunter22')
  await page.evaluate(`document.querySelector('#password').type = 'text'`)
  await page.type('#password', 'moresecret')
  await page.evaluate(`document.querySelector('#password').setAttribute('value', 'attributesecret')`)
  await page.type('#area', 'areaword')
  await page.type('#editor', 'editorword')
  await page.selectOption('#select', 'chosenvalue')
  await page.evaluate(`(() => {
    const looks = ${JSON.stringify(SECRETS_BY_LOOK.join(' '))}
    document.querySelector('#para').firstChild.data = 'later ' + looks
    document.querySelector('#para').title = looks
    document.querySelector('#link').href = '/later?token=laterquery#hash=laterhash'
    document.querySelector('#img').srcset = '/x.png?s=latersrcset 2x'
    document.querySelector('#img').style.backgroundImage = 'url(/y.png?s=laterstyle)'
    document.querySelector('#mask i').textContent = 'latermasked'
    document.querySelector('#mask i').title = 'latermaskedtitle'
    document.title = 'Title ' + looks
    const root = document.querySelector('#host').attachShadow({ mode: 'open' })
    root.innerHTML = '<input value=latershadow>' + looks
    const added = document.createElement('div')
    added.innerHTML = '<input type=password value=lateradded><a href="?a=lateraddedquery">' + looks + '</a>'
    document.body.append(added)
    const area = document.createElement('textarea')
    area.value = 'laterareavalue'
    document.body.append(area)
    document.styleSheets[0] ?? document.head.append(document.createElement('style'))
    document.styleSheets[0].insertRule('b { background: url(/z.png?s=laterrule) }')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('i { background: url(/z.png?s=lateradopted) }')
    document.adoptedStyleSheets = [sheet]
  })()`)
  await page.waitForFunction(`JSON.stringify(captured.events).includes('later ')`)
  await page.waitForFunction(`captured.events.some(e => e.data.source === 15)`)
  const captured = JSON.stringify(await events())
  const planted =
    'typedword hunter22 moresecret attributesecret areaword editorword chosenvalue laterquery laterhash latersrcset laterstyle latermasked latershadow lateradded laterareavalue laterrule lateradopted'
  expect(leaks(captured, [...planted.split(' '), ...TRACES])).toEqual([])
})
