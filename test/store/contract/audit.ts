import { expect, test } from 'vitest'
import type { AuditRow } from '../../../server/store/audit-port.ts'
import type { Current } from '../contract.ts'
import { PROJECT, T0 } from '../make.ts'

export function auditRules(current: Current): void {
  test('[S40] the audit log is only added to, and read newest first, page by page, by whom, what and to what', async () => {
    const store = current()
    const row = (nth: number, rest: Partial<AuditRow> = {}): AuditRow => ({
      project: PROJECT,
      at: T0 + nth,
      actor: 'ada@shop.test',
      action: 'watched',
      target: `session s-${nth}`,
      ...rest,
    })
    const rows = [
      row(1),
      row(2, { actor: 'bob@shop.test' }),
      row(3, { action: 'exported' }),
      row(4, { project: 'other' }),
      row(5, { project: '' }),
    ]
    await store.addAudit(rows.slice(0, 3))
    await store.addAudit(rows.slice(3))
    const ask = async (rest: Partial<Parameters<typeof store.audit>[0]> = {}) => {
      const { items } = await store.audit({ project: PROJECT, limit: 10, ...rest })
      return items.map(one => one.at - T0)
    }
    expect(await ask()).toEqual([5, 3, 2, 1])
    expect(await ask({ actor: 'bob@shop.test' })).toEqual([2])
    expect(await ask({ action: 'exported' })).toEqual([3])
    expect(await ask({ target: 'session s-1' })).toEqual([1])
    const first = await store.audit({ project: PROJECT, limit: 3 })
    expect(first.items[0]).toEqual(rows[4])
    expect(await ask({ cursor: first.next ?? '' })).toEqual([1])
    expect((await store.audit({ project: PROJECT, limit: 4 })).next).toBeNull()
  })
}
