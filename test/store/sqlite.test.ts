import { openSqlite } from '../../server/store/sqlite/open.ts'
import { storeContract } from './contract.ts'
import { makeFolder, removeFolder } from './folder.ts'

let folder: string

storeContract(
  'sqlite',
  async () => {
    folder = await makeFolder()
    return openSqlite(folder, { readers: 1 })
  },
  () => removeFolder(folder),
)
