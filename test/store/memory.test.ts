import { openMemory } from '../../server/store/memory/open.ts'
import { storeContract } from './contract.ts'

storeContract(
  'memory',
  async () => openMemory(),
  async () => {},
)
