/** What people made about sessions and persons, and goes with them. */
import { z } from 'zod'
import type { DocumentKind, DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

type Documents = Pick<Store, 'documents' | 'putDocument' | 'deleteDocument'>

const ofSession = z.object({ session: z.string() })
const behind = z.looseObject({ sessions: z.array(z.string()) })
const playlist = z.looseObject({ sessions: z.array(z.string()) })
const idList = z.looseObject({ ids: z.array(z.string()) })

/** Public links, notes, stars and labels of sessions; playlists keep the rest of theirs. */
export async function forgetSessions(
  store: Documents,
  project: string,
  sessions: ReadonlySet<string>,
): Promise<{ links: number; notes: number }> {
  const links = await drop(store, project, 'share', row => isOf(row, sessions))
  const notes = await drop(store, project, 'note', row => isOf(row, sessions))
  await drop(store, project, 'mention', row => isOf(row, sessions))
  await drop(store, project, 'report-delivery', row => isOf(row, sessions))
  await drop(store, project, 'watched', row => sessions.has(row.id))
  await drop(store, project, 'board-picture', row => {
    const picture = behind.safeParse(row.value)
    return picture.success && picture.data.sessions.some(id => sessions.has(id))
  })
  for (const row of await store.documents(project, 'playlist')) {
    const list = playlist.safeParse(row.value)
    if (!list.success || !list.data.sessions.some(id => sessions.has(id))) continue
    const left = list.data.sessions.filter(id => !sessions.has(id))
    await store.putDocument({ ...row, value: { ...list.data, sessions: left } })
  }
  await forgetIds(store, project, sessions)
  return { links, notes }
}

/** Takes ids out of the lists that segments ask. */
export async function forgetIds(store: Documents, project: string, ids: ReadonlySet<string>): Promise<void> {
  for (const row of await store.documents(project, 'id-list')) {
    const list = idList.safeParse(row.value)
    if (!list.success || !list.data.ids.some(id => ids.has(id))) continue
    await store.putDocument({
      ...row,
      value: { ...list.data, ids: list.data.ids.filter(id => !ids.has(id)) },
    })
  }
}

function isOf(row: DocumentRow, sessions: ReadonlySet<string>): boolean {
  const named = ofSession.safeParse(row.value)
  return named.success && sessions.has(named.data.session)
}

async function drop(
  store: Documents,
  project: string,
  kind: DocumentKind,
  isGone: (row: DocumentRow) => boolean,
): Promise<number> {
  const gone = (await store.documents(project, kind)).filter(isGone)
  for (const { id } of gone) {
    await store.deleteDocument(project, kind, id)
    // Named as its link is.
    if (kind === 'share') await store.deleteDocument(project, 'share-picture', id)
  }
  return gone.length
}
