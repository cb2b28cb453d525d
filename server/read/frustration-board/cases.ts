import { createHash } from 'node:crypto'
import {
  type CASE_STATES,
  type Case,
  type CaseChange,
  caseSchema,
} from '../../../contract/frustration/board.ts'
import type { Store } from '../../store/port.ts'

const KIND = 'frustration-case'

type Place = Pick<Case, 'kind' | 'page' | 'element'>

/** The same place has the same id, whether or not anything was noted about it. */
export function caseId({ kind, page, element }: Place): string {
  const digest = createHash('sha256').update(JSON.stringify([kind, page, element]))
  return digest.digest('base64url').slice(0, 22)
}

/** Cases about which something was said, by id. */
export async function casesOf(store: Pick<Store, 'documents'>, project: string): Promise<Map<string, Case>> {
  const known = (await store.documents(project, KIND)).flatMap(({ value }) => {
    const read = caseSchema.safeParse(value)
    return read.success ? [read.data] : []
  })
  return new Map(known.map(one => [one.id, one]))
}

export async function changeCase(
  store: Pick<Store, 'document' | 'putDocument'>,
  project: string,
  { kind, page, element, name = '', muted, fixed, note, assignee }: CaseChange,
  now: number,
): Promise<Case> {
  const place = { kind, page, element }
  const id = caseId(place)
  const read = caseSchema.safeParse((await store.document(project, KIND, id))?.value)
  const before = read.success ? read.data : { muted: false, fixedAt: null, note: '', assignee: '' }
  const after: Case = {
    ...place,
    id,
    name,
    muted: muted ?? before.muted,
    fixedAt: fixed === undefined ? before.fixedAt : fixed ? now : null,
    note: note ?? before.note,
    assignee: assignee ?? before.assignee,
  }
  await store.putDocument({ project, kind: KIND, id, createdAt: now, updatedAt: now, value: after })
  return after
}

/** A case marked as fixed reopens by itself when it is met after that. */
export function stateOf(known: Case | undefined, lastSeen: number): (typeof CASE_STATES)[number] {
  if (known?.muted) return 'muted'
  if (!known?.fixedAt) return 'open'
  return lastSeen > known.fixedAt ? 'returned' : 'fixed'
}
