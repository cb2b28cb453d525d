import { signal } from '@preact/signals'
import type { AuditEntry } from '../../contract/access.ts'
import type { List } from '../../contract/api.ts'
import { read } from '../api.ts'
import { bar, query } from '../location.ts'
import { load, remote } from '../remote.ts'

export const entries = remote<List<AuditEntry>>()
/** More pages than the first, in order. */
export const older = signal<AuditEntry[]>([])
export const moreAfter = signal<string | null>(null)

export async function loadAudit(): Promise<void> {
  older.value = []
  const page = await load(entries, () => ask())
  moreAfter.value = page?.next ?? null
}

export async function loadOlder(): Promise<void> {
  const cursor = moreAfter.peek()
  if (cursor === null) return
  const page = await ask(cursor)
  older.value = [...older.peek(), ...page.items]
  moreAfter.value = page.next
}

function ask(cursor?: string): Promise<List<AuditEntry>> {
  const chosen = query.peek()
  return read<List<AuditEntry>>('/api/audit', {
    project: bar.peek().project,
    actor: chosen.get('actor') ?? undefined,
    action: chosen.get('action') ?? undefined,
    target: chosen.get('target') ?? undefined,
    limit: 50,
    cursor,
  })
}
