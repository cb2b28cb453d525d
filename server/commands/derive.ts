import { DeriveLoop } from '../derive/worker/loop.ts'
import { Failure } from '../failure.ts'
import type { Store } from '../store/port.ts'

/** `segreel derive`: works off the backlog. With --again, reads every recording anew first. */
export async function derive(store: Store, args: string[]): Promise<void> {
  const wrong = args.find(arg => arg !== '--again')
  if (wrong)
    throw new Failure('bad-configuration', `derive does not know "${wrong}"; it takes --again or nothing.`)
  if (args.includes('--again')) console.log(`${await store.deriveAgain()} sessions will be derived again.`)
  const loop = new DeriveLoop(store)
  await loop.idle()
  await loop.close()
  const { waiting } = await store.lag()
  console.log(waiting === 0 ? 'Every session is derived.' : `${waiting} sessions are still waiting.`)
}
