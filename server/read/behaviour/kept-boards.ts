import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { alertSchema, type Board, boardInputSchema } from '../../../contract/behaviour/board-chart.ts'
import { Failure } from '../../failure.ts'
import type { DocumentRow } from '../../store/control-port.ts'
import type { Store } from '../../store/port.ts'

type Kept = Pick<Store, 'documents' | 'document' | 'putDocument' | 'deleteDocument' | 'projects'>

/** `link`: the hash of the token of its public link; the token itself is never stored. */
const keptSchema = boardInputSchema.extend({ link: z.string().nullable().default(null) })
type KeptBoard = z.infer<typeof keptSchema>

export async function boardsOf(store: Kept, project: string): Promise<Board[]> {
  return (await store.documents(project, 'board')).flatMap(row => boardOf(row) ?? [])
}

export async function findBoard(store: Kept, project: string, id: string): Promise<Board> {
  const row = await store.document(project, 'board', id)
  const board = row && boardOf(row)
  if (!board) throw new Failure('not-found', 'There is no such board.')
  return board
}

export async function putBoard(
  store: Kept,
  project: string,
  id: string,
  input: z.infer<typeof boardInputSchema>,
  now: number,
): Promise<Board> {
  const link = linkOf(await store.document(project, 'board', id))
  const { name, charts, bar } = input
  const value: KeptBoard = { name, charts, bar, link }
  await store.putDocument({ project, kind: 'board', id, createdAt: now, updatedAt: now, value })
  return findBoard(store, project, id)
}

export async function removeBoard(store: Kept, project: string, id: string): Promise<boolean> {
  for (const row of await store.documents(project, 'alert')) {
    const alert = alertSchema.safeParse(row.value)
    if (alert.success && alert.data.board === id) await store.deleteDocument(project, 'alert', row.id)
  }
  return store.deleteDocument(project, 'board', id)
}

export async function shareBoard(store: Kept, project: string, id: string, now: number): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await putLink(store, project, id, hashOf(token), now)
  return token
}

export async function unshareBoard(store: Kept, project: string, id: string, now: number): Promise<boolean> {
  const before = linkOf(await store.document(project, 'board', id))
  if (before === null) return false
  await putLink(store, project, id, null, now)
  return true
}

/** The board that a public link shows; null when there is none, or it was ended. */
export async function boardOfToken(
  store: Kept,
  token: string,
): Promise<{ project: string; board: Board } | null> {
  const link = hashOf(token)
  for (const { id: project } of await store.projects()) {
    const row = (await store.documents(project, 'board')).find(one => linkOf(one) === link)
    const board = row && boardOf(row)
    if (board) return { project, board }
  }
  return null
}

async function putLink(
  store: Kept,
  project: string,
  id: string,
  link: string | null,
  now: number,
): Promise<void> {
  const { name, charts, bar, createdAt } = await findBoard(store, project, id)
  const value: KeptBoard = { name, charts, bar, link }
  await store.putDocument({ project, kind: 'board', id, createdAt, updatedAt: now, value })
}

function boardOf({ id, createdAt, updatedAt, value }: DocumentRow): Board | null {
  const kept = keptSchema.safeParse(value)
  if (!kept.success) return null
  const { link, ...board } = kept.data
  return { ...board, id, createdAt, updatedAt, shared: link !== null }
}

function linkOf(row: DocumentRow | null): string | null {
  const kept = keptSchema.safeParse(row?.value)
  return kept.success ? kept.data.link : null
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
