import type { RecordedEvent } from '../../contract/rrweb.ts'

export const T0 = Date.UTC(2026, 9, 1, 12)
let id = 10
const element = (tagName: string, attributes: Record<string, string>, childNodes: object[] = []) => ({
  type: 2,
  id: id++,
  tagName,
  attributes,
  childNodes,
})
const text = (textContent: string) => ({ type: 3, id: id++, textContent })

/** An account page on which nothing was masked: a name, an address that arrives later, a card that is typed. */
export function accountPage(start = T0): RecordedEvent[] {
  id = 10
  const name = element('h2', {}, [text('Ada Lovelace')])
  const card = element('input', { name: 'card', placeholder: 'Card of Ada', value: '' })
  const later = element('p', { class: 'mail' })
  const body = element('body', {}, [
    element('h1', {}, [text('Your account')]),
    element('section', { id: 'account' }, [name, card, later]),
  ])
  const html = element('html', {}, [body])
  const mutation = (data: object, at: number) => ({
    type: 3,
    timestamp: start + at,
    data: { source: 0, texts: [], attributes: [], removes: [], adds: [], ...data },
  })
  const address = text('ada@example.org')
  return [
    { type: 4, timestamp: start, data: { href: 'http://shop.example/account', width: 800, height: 600 } },
    {
      type: 2,
      timestamp: start + 1,
      data: { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: { left: 0, top: 0 } },
    },
    mutation({ adds: [{ parentId: later.id, nextId: null, node: address }] }, 2_000),
    {
      type: 3,
      timestamp: start + 3_000,
      data: { source: 5, id: card.id, text: '4111 1111 1111 1111', isChecked: false },
    },
    mutation({ texts: [{ id: address.id, value: 'ada@example.org, verified' }] }, 4_000),
    mutation({ attributes: [{ id: card.id, attributes: { title: 'Card of Ada' } }] }, 4_500),
    // Only now it fits `.secret`; what was recorded of it before is masked, too.
    mutation({ attributes: [{ id: name.id, attributes: { class: 'secret' } }] }, 5_000),
    {
      type: 5,
      timestamp: start + 6_000,
      data: { tag: 'segreel/console', payload: { level: 'log', args: ['signed in as ada@example.org'] } },
    },
  ]
}
