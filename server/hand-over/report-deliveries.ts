/** Reports on their way to a project's address: kept until they arrived, were refused or given up. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type ReportDelivery, type ReportHook, reportDeliverySchema } from '../../contract/report-hook.ts'
import { GIVE_UP_MS, waitBefore } from '../destinations/ledger.ts'
import { send } from '../destinations/send.ts'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

/** How many that arrived are remembered, of a project. */
const REMEMBERED = 100

export type DeliveryStore = Pick<Store, 'documents' | 'document' | 'putDocument' | 'deleteDocument'>

const storedSchema = reportDeliverySchema.omit({ id: true }).extend({
  /** What is sent, letter for letter each time; empty once it arrived. */
  body: z.string(),
  firstAt: z.int(),
  nextAt: z.int(),
})
type Stored = z.infer<typeof storedSchema>

/** Oldest first. */
export async function deliveriesOf(
  store: Pick<Store, 'documents'>,
  project: string,
): Promise<{ row: DocumentRow; delivery: Stored }[]> {
  return (await store.documents(project, 'report-delivery')).flatMap(row => {
    const stored = storedSchema.safeParse(row.value)
    return stored.success ? [{ row, delivery: stored.data }] : []
  })
}

export function shownDelivery({ id }: DocumentRow, delivery: Stored): ReportDelivery {
  const { session, title, at, state, attempts, error } = delivery
  return { id, session, title, at, state, attempts, error }
}

export async function addDelivery(
  store: DeliveryStore,
  project: string,
  id: string,
  report: { session: string; title: string; body: string },
  now: number,
): Promise<void> {
  const value: Stored = {
    ...report,
    at: now,
    firstAt: now,
    nextAt: now,
    state: 'waiting',
    attempts: 0,
    error: '',
  }
  await store.putDocument({ project, kind: 'report-delivery', id, createdAt: now, updatedAt: now, value })
  const arrived = (await deliveriesOf(store, project)).filter(one => one.delivery.state === 'delivered')
  for (const { row } of arrived.slice(0, -REMEMBERED)) {
    await store.deleteDocument(project, 'report-delivery', row.id)
  }
}

/** One attempt; what became of it is written down. */
export async function attempt(
  store: DeliveryStore,
  row: DocumentRow,
  delivery: Stored,
  hook: ReportHook | null,
  { allowPrivate, now }: { allowPrivate: boolean; now: () => number },
): Promise<Stored> {
  const result = hook
    ? await send(
        new URL(hook.url),
        { body: delivery.body, headers: headersOf(delivery.body, hook) },
        allowPrivate,
      )
    : { kind: 'never' as const, error: 'The address was taken away.' }
  const attempts = delivery.attempts + 1
  const over = result.kind === 'never' || now() - delivery.firstAt >= GIVE_UP_MS
  const next: Stored =
    result.kind === 'delivered'
      ? { ...delivery, attempts, state: 'delivered', error: '', body: '' }
      : {
          ...delivery,
          attempts,
          error: result.error,
          state: over ? 'failed' : 'waiting',
          nextAt: now() + waitBefore(attempts, Math.random()),
        }
  // Deleted with its session meanwhile, it must not come back.
  if (await store.document(row.project, 'report-delivery', row.id)) {
    await store.putDocument({ ...row, updatedAt: now(), value: next })
  }
  return next
}

/** Given up, it waits again as if new. */
export async function tryAgain(
  store: DeliveryStore,
  row: DocumentRow,
  delivery: Stored,
  now: number,
): Promise<void> {
  const value: Stored = { ...delivery, state: 'waiting', firstAt: now, nextAt: now }
  await store.putDocument({ ...row, updatedAt: now, value })
}

/** Signed as a webhook for events is. */
function headersOf(body: string, { secret }: ReportHook): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Segreel/1.0',
    'x-signature': createHmac('sha1', secret).update(body).digest('hex'),
  }
}
