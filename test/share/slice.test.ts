import { expect, test } from 'vitest'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { restrain } from '../../server/share/restrain.ts'
import { sliceRecording } from '../../server/share/slice.ts'

const text = (id: number, textContent: string) => ({ id, type: 3, textContent })
const element = (id: number, tagName: string, attributes: object, childNodes: object[] = []) => ({
  id,
  type: 2,
  tagName,
  attributes,
  childNodes,
})
const change = (timestamp: number, data: object): RecordedEvent => ({
  type: 3,
  timestamp,
  data: { source: 0, texts: [], attributes: [], removes: [], adds: [], ...data },
})

const recording: RecordedEvent[] = [
  { type: 4, timestamp: 0, data: { href: 'https://shop.test/cart?secret=1', width: 800, height: 600 } },
  {
    type: 2,
    timestamp: 1,
    data: {
      node: {
        id: 1,
        type: 0,
        childNodes: [
          element(2, 'html', {}, [
            element(3, 'body', {}, [
              element(4, 'p', { style: 'color: red; background: url("a;b")', title: 'A hint' }, [
                text(5, 'before'),
              ]),
              element(6, 'ul', {}, [element(7, 'li', {}, [text(8, 'one')])]),
              element(9, 'input', { value: '***' }),
              element(10, 'iframe', {}),
              element(20, 'style', {}, [text(21, 'p { margin: 0 }')]),
            ]),
          ]),
        ],
      },
      initialOffset: { left: 0, top: 0 },
    },
  },
  change(5, {
    adds: [
      {
        parentId: 10,
        nextId: null,
        node: { id: 11, type: 0, childNodes: [element(12, 'html', {}, [text(13, 'framed')])] },
      },
    ],
    isAttachIframe: true,
  }),
  change(10, {
    texts: [{ id: 5, value: 'now' }],
    attributes: [
      { id: 4, attributes: { style: { color: 'blue', margin: ['1px', 'important'] }, title: null } },
    ],
    // The later sibling first: the earlier one waits for it.
    adds: [
      { parentId: 6, nextId: 15, node: element(14, 'li', {}, [text(16, 'two')]) },
      { parentId: 6, nextId: null, node: element(15, 'li', {}, [text(17, 'three')]) },
    ],
    removes: [{ parentId: 6, id: 7 }],
  }),
  { type: 3, timestamp: 11, data: { source: 3, id: 1, x: 0, y: 40 } },
  { type: 3, timestamp: 12, data: { source: 3, id: 1, x: 0, y: 90 } },
  { type: 3, timestamp: 13, data: { source: 5, id: 9, text: '****', isChecked: false } },
  { type: 3, timestamp: 14, data: { source: 5, id: 7, text: 'of a node that is gone', isChecked: false } },
  { type: 3, timestamp: 15, data: { source: 4, width: 400, height: 300 } },
  { type: 5, timestamp: 16, data: { tag: 'segreel/console', payload: { level: 'log', args: ['a secret'] } } },
  change(25, { texts: [{ id: 5, value: 'inside' }] }),
  { type: 5, timestamp: 26, data: { tag: 'segreel/console', payload: { level: 'log', args: ['within'] } } },
  change(40, { texts: [{ id: 5, value: 'after' }] }),
]

test('[H1] a range begins with a snapshot of its first moment and holds nothing from outside', () => {
  const slice = sliceRecording(recording, 20, 30) ?? []
  expect(slice.map(event => [event.type, event.timestamp])).toEqual([
    [4, 20],
    [2, 20],
    [3, 20],
    [3, 20],
    [3, 20],
    [3, 25],
    [5, 26],
  ])
  expect(slice[0]?.data).toMatchObject({ width: 400, height: 300 })
  const snapshot = JSON.stringify(slice[1])
  for (const there of [
    'now',
    'two',
    'three',
    'color: blue; background: url(\\"a;b\\"); margin: 1px !important;',
  ]) {
    expect(snapshot).toContain(there)
  }
  expect(snapshot.indexOf('two')).toBeLessThan(snapshot.indexOf('three'))
  const everything = JSON.stringify(slice)
  for (const gone of ['before', '"one"', 'after', 'a secret', 'A hint', 'of a node that is gone']) {
    expect(everything).not.toContain(gone)
  }
  expect(slice[2]?.data).toMatchObject({ isAttachIframe: true, adds: [{ parentId: 10 }] })
  expect(slice.slice(3, 5).map(event => event.data)).toEqual([
    { source: 3, id: 1, x: 0, y: 90 },
    { source: 5, id: 9, text: '****', isChecked: false },
  ])
})

test('[H1] a tab that begins inside the range is taken from there; one that ended before is not there', () => {
  expect(sliceRecording(recording, -5, 12)?.map(event => event.timestamp)).toEqual([0, 1, 5, 10, 11, 12])
  expect(sliceRecording(recording, -5, 0)).toBeNull()
})

test('[H2] what was not chosen is left out, and text is masked again', () => {
  const slice = sliceRecording(recording, 20, 30) ?? []
  const open = JSON.stringify(restrain(slice, { console: true, network: true, maskText: false }))
  expect(open).toContain('within')
  const closed = JSON.stringify(restrain(slice, { console: false, network: false, maskText: true }))
  for (const hidden of ['within', 'now', 'two', 'three', 'framed', 'inside', 'secret'])
    expect(closed).not.toContain(hidden)
  expect(closed).toContain('p { margin: 0 }')
})

test('[H1] a range from the very first moment on knows how large the page is', () => {
  const [meta, snapshot] = recording
  if (!meta || !snapshot) throw new Error('The recording is empty.')
  expect(sliceRecording([meta, snapshot], 0, 50)?.map(event => event.type)).toEqual([4, 2])
  expect(sliceRecording([meta, snapshot], 0, 0)).toBeNull()
})
