import { expect, test } from 'vitest'
import { dropHints } from '../../../viewer/replay/hints.ts'

const link = (attributes: object) => ({ type: 2, id: 3, tagName: 'link', attributes, childNodes: [] })

test('[V29] what connects ahead of need is taken out of a recording, sheets stay', () => {
  const snapshot = {
    type: 2,
    timestamp: 0,
    data: {
      node: {
        type: 0,
        id: 1,
        childNodes: [
          link({ rel: 'preconnect', href: 'https://evil.test' }),
          link({ rel: 'DNS-Prefetch', href: '//evil.test' }),
          link({ rel: 'preload stylesheet', href: 'https://evil.test/a.css' }),
          {
            type: 2,
            id: 8,
            tagName: 'IFRAME',
            attributes: { src: 'https://evil.test/frame' },
            childNodes: [],
          },
          link({ rel: 'stylesheet', href: 'https://shop.test/a.css' }),
        ],
      },
      initialOffset: { left: 0, top: 0 },
    },
  }
  const change = {
    type: 3,
    timestamp: 1,
    data: {
      source: 0,
      texts: [],
      removes: [],
      adds: [{ parentId: 1, nextId: null, node: link({ rel: 'modulepreload', href: '/x' }) }],
      attributes: [
        { id: 3, attributes: { rel: 'preconnect', href: 'https://evil.test' } },
        { id: 8, attributes: { src: 'https://evil.test/frame' } },
        { id: 9, attributes: { src: 'https://shop.test/picture' } },
      ],
    },
  }
  // As they come out of a file: no more is known of their shape.
  const frames = new Set<number>()
  const read = (event: object) => dropHints(JSON.parse(JSON.stringify(event)), frames)
  const kept = JSON.stringify([read(snapshot), read(change)])
  expect(kept).not.toMatch(/preconnect|dns-prefetch|preload/i)
  expect(kept).not.toContain('evil.test/frame')
  expect(kept).toContain('shop.test/picture')
  expect(kept).toContain('"rel":"stylesheet"')
  expect(read({ type: 2, timestamp: 0, data: null })).toEqual({ type: 2, timestamp: 0, data: null })
})
