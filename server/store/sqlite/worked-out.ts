import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkedOutPlace } from '../worked-out.ts'

/** `FOLDER/worked-out/PROJECT/NAME`: files beside the databases, so that the thread that writes has no part in them. */
export function workedOutFiles(folder: string): WorkedOutPlace {
  const folderOf = (project: string) => join(folder, 'worked-out', encodeURIComponent(project))
  const fileOf = (project: string, name: string) => join(folderOf(project), encodeURIComponent(name))
  return {
    read: async (project, name) => {
      try {
        return await readFile(fileOf(project, name))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    write: async (project, name, bytes) => {
      await mkdir(folderOf(project), { recursive: true })
      const file = fileOf(project, name)
      // A name is put in its place at once: nobody reads half a file.
      const part = `${file}.${randomUUID()}`
      await writeFile(part, bytes, { mode: 0o600 })
      await rename(part, file)
    },
    drop: project => rm(folderOf(project), { recursive: true, force: true }),
  }
}
