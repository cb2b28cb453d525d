/** What people wrote beside recordings, and what was noted of them. */
import { z } from 'zod'
import { caseSchema } from '../../contract/frustration/board.ts'
import { leakScanSchema } from '../../contract/masking.ts'
import { caseId } from '../read/frustration-board/cases.ts'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import { maskWords } from './mask-words.ts'
import type { TextMask } from './text.ts'

type Documents = Pick<Store, 'documents' | 'putDocument' | 'deleteDocument'>

const note = z.looseObject({ text: z.string() })
const share = z.looseObject({ title: z.string() })
const scan = z.looseObject({ held: leakScanSchema.shape.leaks })

/** How many texts were masked. */
export async function maskDocuments(store: Documents, project: string, mask: TextMask): Promise<number> {
  let places = 0
  for (const row of await store.documents(project, 'note')) {
    const read = note.safeParse(row.value)
    if (read.success) places += await put(store, row, read.data, { text: mask(read.data.text) })
  }
  for (const row of await store.documents(project, 'share')) {
    const read = share.safeParse(row.value)
    if (read.success) places += await put(store, row, read.data, { title: mask(read.data.title) })
  }
  for (const row of await store.documents(project, 'leak-scan')) {
    const read = scan.safeParse(row.value)
    if (!read.success) continue
    const held = read.data.held.map(one => ({
      ...one,
      page: mask(one.page),
      selector: one.selector && mask(one.selector),
    }))
    places += await put(store, row, read.data, { held })
  }
  for (const row of await store.documents(project, 'frustration-case'))
    places += await maskCase(store, row, mask)
  return places
}

async function put(store: Documents, row: DocumentRow, before: object, change: object): Promise<number> {
  const value = { ...before, ...change }
  if (JSON.stringify(value) === JSON.stringify(before)) return 0
  await store.putDocument({ ...row, value })
  return 1
}

/** A case is known by its place, whose names are another now. */
async function maskCase(store: Documents, row: DocumentRow, mask: TextMask): Promise<number> {
  const read = caseSchema.safeParse(row.value)
  if (!read.success) return 0
  const { id, kind, fixedAt, muted, ...words } = read.data
  const { value, places } = maskWords(words, mask)
  if (places === 0) return 0
  const masked = { ...value, kind, fixedAt, muted }
  const now = caseId(masked)
  await store.putDocument({ ...row, id: now, value: { ...masked, id: now } })
  if (now !== id) await store.deleteDocument(row.project, row.kind, id)
  return 1
}
