import { randomBytes } from 'node:crypto'
import type { ProjectRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

/** The first project: made on first start; its write key follows SEGREEL_WRITE_KEY when that is set. */
export async function firstProject(
  store: Pick<Store, 'projects' | 'putProject'>,
  writeKey: string | undefined,
): Promise<ProjectRow> {
  const [first] = await store.projects()
  if (first && (writeKey === undefined || first.writeKey === writeKey)) return first
  const project: ProjectRow = {
    id: first?.id ?? 'main',
    name: first?.name ?? 'My site',
    writeKey: writeKey ?? `wk_${randomBytes(12).toString('hex')}`,
    createdAt: first?.createdAt ?? Date.now(),
  }
  await store.putProject(project)
  return project
}
