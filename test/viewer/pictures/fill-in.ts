/** What a team adds to the sample: segments, a board, notes, members, a link. Ids that are made are random. */
import type { RunningServer } from '../../running-server.ts'

/** A desktop visit that ends at a coupon which cannot be applied. */
export const SESSION = 'sample-visit-0121'
/** ms since it began. */
export const MOMENT = 85_000

const event = (name: string) => ({ kind: 'event', event: name })
const checkout = {
  steps: [
    event('Product Viewed'),
    event('Product Added'),
    event('Checkout Started'),
    event('Order Completed'),
  ],
}
const orders = { series: [{ measure: 'persons', step: event('Order Completed') }], unit: 'day' }
const CHARTS = [
  { id: 'checkout', title: 'From product to order', kind: 'funnel', definition: checkout },
  { id: 'orders', title: 'Who orders', kind: 'trend', definition: orders },
]

/** Definitions as the addresses of the behaviour tabs hold them. */
export const QUESTIONS = {
  funnels: checkout,
  trends: orders,
}

/** Ids of what was made. */
export type Made = Record<
  'stuck' | 'phones' | 'board' | 'share' | 'invitation' | 'person' | 'account',
  string
>

export async function fillIn({ api }: RunningServer): Promise<Made> {
  const post = <T>(path: string, body: unknown) => api<T>(path, { method: 'POST', body })
  const window = { kind: 'last', days: 28 }
  const did = (name: string, op: string, n: number) => ({
    kind: 'event',
    event: name,
    where: [],
    count: { op, n },
    window,
  })
  const segment = async (name: string, subject: string, where: unknown) =>
    (await post<{ id: string }>('/segments', { name, definition: { version: 1, subject, where } })).id
  const stuck = await segment('Wanted to order, did not', 'person', {
    kind: 'and',
    of: [did('Checkout Started', 'at-least', 1), did('Order Completed', 'exactly', 0)],
  })
  const phones = await segment('Phones', 'session', {
    kind: 'field',
    field: 'device',
    is: { op: 'is', values: ['phone'] },
  })
  const board = await post<{ id: string }>('/boards', {
    name: 'Checkout',
    charts: CHARTS,
    bar: { range: '28d' },
  })
  await post(`/sessions/${SESSION}/notes`, { at: MOMENT, text: 'The coupon is refused without a word.' })
  await post(`/sessions/${SESSION}/notes`, { at: 20_000, text: 'Finds the product at once.' })
  await post('/playlists', { name: 'For the design review', sessions: [SESSION] })
  const { url } = await post<{ url: string }>('/members', { email: 'ada@shop.example', role: 'analyst' })
  await post('/api-tokens', { name: 'Nightly export', may: ['watch', 'export'] })
  const share = await post<{ url: string }>('/shares', {
    session: SESSION,
    from: MOMENT - 20_000,
    to: MOMENT + 20_000,
    title: 'The coupon at the checkout',
  })
  const first = async (path: string) => (await api<{ items: { id: string }[] }>(path)).items[0]?.id ?? ''
  return {
    stuck,
    phones,
    board: board.id,
    share: new URL(share.url).pathname,
    invitation: new URL(url).hash,
    person: await first('/persons'),
    account: await first('/accounts'),
  }
}
