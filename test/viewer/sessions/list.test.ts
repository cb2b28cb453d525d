import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Session } from '../../../contract/api.ts'

let list: typeof import('../../../viewer/sessions/list.ts')
beforeAll(async () => {
  vi.stubGlobal('location', { href: 'http://viewer.example/sessions' })
  list = await import('../../../viewer/sessions/list.ts')
})

const row = (id: string): Session => ({
  id,
  url: '',
  startedAt: 0,
  endedAt: 0,
  source: 'recorder',
  person: { id: 'p', label: 'p', userIds: [], anonymousIds: [] },
  fields: {},
  tabs: 1,
})
const rows = (ids: string) => [...ids].map(row)
const joined = (top: string, before: string, more = true) => {
  const { items, whole } = list.withTop(rows(top), rows(before), more)
  return `${items.map(one => one.id).join('')} ${whole}`
}

describe('[V11] the top of the list is looked at again while the rest stays', () => {
  it('puts new visits on top, lets gone ones go, and keeps what was loaded below', () => {
    expect(joined('xab', 'abcdef')).toBe('xabcdef true')
    expect(joined('ac', 'abcdef')).toBe('acdef true')
    expect(joined('ba', 'abcdef')).toBe('bacdef true')
  })
  it('begins anew when nothing joins the two', () => {
    expect(joined('xyz', 'abc')).toBe('xyz false')
    expect(joined('', 'abc')).toBe(' false')
  })
  it('keeps nothing below a top that is the whole list', () => {
    expect(joined('ab', 'abcdef', false)).toBe('ab false')
  })
})
