import { closeFiles, type Files, openForWriting } from '../../server/store/sqlite/connection.ts'
import { makeFolder, removeFolder } from './folder.ts'

/** The files of a database of its own. Durability is proven elsewhere; here it would only be slow. */
export async function openFiles(): Promise<{ files: Files; close: () => Promise<void> }> {
  const folder = await makeFolder()
  const files = openForWriting(folder)
  files.facts.pragma('synchronous = OFF')
  return {
    files,
    close: async () => {
      closeFiles(files)
      await removeFolder(folder)
    },
  }
}
