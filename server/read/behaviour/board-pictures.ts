/** Heatmaps on the public link of a board: drawn in the browser of its maker, since a page is rebuilt nowhere else. */
import { z } from 'zod'
import type { boardPictureSchema } from '../../../contract/behaviour/board-chart.ts'
import { Failure } from '../../failure.ts'
import { readPng } from '../../png.ts'
import type { Store } from '../../store/port.ts'
import { findBoard } from './kept-boards.ts'

type Kept = Pick<Store, 'documents' | 'document' | 'putDocument' | 'deleteDocument' | 'projects'>

const keptSchema = z.object({
  board: z.string(),
  chart: z.string(),
  sessions: z.array(z.string()),
  png: z.string(),
  width: z.int(),
  height: z.int(),
})
export type BoardPicture = z.infer<typeof keptSchema> & { at: number }

/** Of a board that has a public link: without one nobody would see it. */
export async function keepBoardPicture(
  store: Kept,
  { project, board, chart, now }: { project: string; board: string; chart: string; now: number },
  { png, sessions }: z.infer<typeof boardPictureSchema>,
): Promise<{ width: number; height: number }> {
  const found = await findBoard(store, project, board)
  if (!found.charts.some(one => one.id === chart))
    throw new Failure('not-found', 'There is no such chart on this board.')
  if (!found.shared)
    throw new Failure('bad-request', 'This board has no public link: make one, then give it its pictures.')
  const picture = readPng(png)
  if (!picture) throw new Failure('bad-request', 'This is no PNG of a page.')
  const value = { board, chart, sessions, ...picture }
  const id = idOf(board, chart)
  await store.putDocument({ project, kind: 'board-picture', id, createdAt: now, updatedAt: now, value })
  return { width: picture.width, height: picture.height }
}

export async function boardPicture(
  store: Kept,
  project: string,
  board: string,
  chart: string,
): Promise<BoardPicture | null> {
  const row = await store.document(project, 'board-picture', idOf(board, chart))
  const kept = keptSchema.safeParse(row?.value)
  return row && kept.success ? { ...kept.data, at: row.updatedAt } : null
}

/** With the link, or the board. */
export async function forgetBoardPictures(store: Kept, project: string, board: string): Promise<void> {
  for (const { id, value } of await store.documents(project, 'board-picture')) {
    const kept = keptSchema.safeParse(value)
    if (kept.success && kept.data.board === board) await store.deleteDocument(project, 'board-picture', id)
  }
}

function idOf(board: string, chart: string): string {
  return `${board} ${chart}`
}
