import { expect, test } from 'vitest'
import { findShare, newToken, noteView, revokeShare, type Share } from '../../server/share/shares.ts'
import { openMemory } from '../../server/store/memory/open.ts'

const share: Share = {
  session: 's',
  from: 0,
  to: 1_000,
  expiresAt: null,
  console: false,
  network: false,
  maskText: false,
  audience: 'anyone',
  password: null,
  title: '',
  views: 0,
  log: [],
}

test('[H4] a view under way when the link is revoked does not bring it back', async () => {
  const store = openMemory()
  await store.putProject({ id: 'main', name: 'Shop', writeKey: 'key', createdAt: 0 })
  const { token, id } = newToken()
  const row = { project: 'main', kind: 'share', id, createdAt: 1, updatedAt: 1, value: share } as const
  await store.putDocument(row)
  const found = await findShare(store, token, 2)
  expect(found?.row.id).toBe(id)
  expect(await revokeShare(store, 'main', id)).toBe(true)
  await noteView(store, row, share, 3, 'a browser')
  expect(await findShare(store, token, 4)).toBeNull()
  await store.close()
})
