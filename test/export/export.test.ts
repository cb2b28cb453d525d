import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRow } from '../../server/export/csv.ts'
import { replayFile } from '../../server/export/replay-file.ts'
import { openApp, TOKEN, WRITE_KEY } from '../app.ts'
import { minuteOfEvents } from '../viewer/fake-data.ts'

const T0 = Date.UTC(2026, 9, 1, 12)
let open: Awaited<ReturnType<typeof openApp>>
const sessions: string[] = []

beforeAll(async () => {
  open = await openApp()
  for (let i = 0; i < 3; i++) {
    const { body } = await open.ask(`/api/sessions/import?user=user-${i}`, {
      method: 'POST',
      body: JSON.stringify(minuteOfEvents(T0 + i * 600_000)),
    })
    sessions.push(body.session.id)
  }
  await open.app.request('/v1/batch', {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: [
        { type: 'track', event: '=cmd|run', userId: 'user-1', messageId: 'm1', properties: { a: 'b,"c"' } },
        { type: 'track', event: 'Order\nplaced', userId: 'user-2', messageId: 'm2', timestamp: new Date(T0) },
      ],
    }),
  })
})
afterAll(() => open.close())

const fetched = async (path: string) => {
  const response = await open.app.request(path, { headers: { authorization: `Bearer ${TOKEN}` } })
  return { response, text: await response.text() }
}
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('[O2] events are taken out as NDJSON, of everyone and of one person', async () => {
  const { response, text } = await fetched('/api/export/events')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="events.ndjson"')
  expect(lines(text).map(one => one.messageId)).toEqual(['m1', 'm2'])
  const { body } = await open.ask('/api/persons?user=user-2')
  const theirs = await fetched(`/api/export/events?person=${body.id}`)
  expect(lines(theirs.text)).toMatchObject([{ messageId: 'm2', event: 'Order\nplaced' }])
})

test('[O2] a table of events holds no formula, and its cells may hold commas, quotes and line ends', async () => {
  const { text } = await fetched('/api/export/events?format=csv')
  expect(text.split('\r\n')[0]).toContain('timestamp,type,event,name,userId')
  expect(text).toContain(",track,'=cmd|run,")
  expect(text).toContain('"Order\nplaced"')
  expect(text).toContain('"{""a"":""b,\\""c\\""""}"')
})

test('[O2] what was written as a row is read as the same cells', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), cells => {
      const read = readRow(csvRow(cells))
      expect(read.map((cell, i) => (cell === cells[i] ? cell : cell.replace(/^'/, '')))).toEqual(cells)
      expect(read.filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    }),
  )
})

test('[O3] sessions are taken out whole, and go on behind a cursor', async () => {
  const { text } = await fetched('/api/export/sessions')
  const all = lines(text)
  expect(all[0]).toEqual({ kind: 'export', sessions: 3, done: 0 })
  expect(all.at(-1)).toEqual({ kind: 'end', done: 3 })
  expect(all.filter(one => one.kind === 'session').map(one => one.session.id)).toEqual(
    [...sessions].reverse(),
  )
  const events = await open.ask(`/api/sessions/${sessions[0]}/events`)
  const recorded = all.filter(one => one.kind === 'recording' && one.session === sessions[0])
  expect(recorded.flatMap(one => one.events)).toEqual(events.body)
  const first = all.find(one => one.kind === 'done')
  const rest = lines((await fetched(`/api/export/sessions?cursor=${first.cursor}`)).text)
  expect(rest.slice(1)).toEqual(all.slice(all.indexOf(first) + 1))
  expect(rest[0]).toEqual({ kind: 'export', sessions: 3, done: 1 })
})

test('[O3] a cursor of something else is refused, and an unknown segment', async () => {
  expect((await open.ask('/api/export/sessions?cursor=abc')).status).toBe(400)
  expect((await open.ask('/api/export/sessions?segment=none')).status).toBe(404)
  expect((await open.ask('/api/export/events?session=a&person=b')).status).toBe(400)
})

test('[O1] a file to replay carries the recording whole, and names no script but its own', async () => {
  const made: string[] = []
  const events = Array.from({ length: 5_000 }, (_, i) => ({
    type: 3,
    timestamp: i,
    data: { text: `é</script>${i}` },
  }))
  const pieces = replayFile(
    { script: 'play("</script>")', style: 'b{}' },
    { title: '<b>', tabs: [{ id: 't', events }] },
  )
  for await (const piece of pieces) made.push(piece)
  const page = made.join('')
  const [, packed = ''] = /id="recording">([^<]*)</.exec(page) ?? []
  expect(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString())).toEqual({
    title: '<b>',
    tabs: [{ id: 't', events }],
  })
  expect(page).toContain('<title>&#60;b&#62;</title>')
  expect(page.match(/<\/script/g)).toHaveLength(2)
})

/** RFC 4180, one row. */
function readRow(row: string): string[] {
  const cells: string[] = []
  let rest = row.slice(0, -2)
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
    const plain = quoted ? quoted[0] : (/^[^,]*/.exec(rest)?.[0] ?? '')
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain)
    if (rest.length === plain.length) return cells
    rest = rest.slice(plain.length + 1)
  }
}
