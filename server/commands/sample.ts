import { type Config, originOf } from '../config.ts'
import { DeriveLoop } from '../derive/worker/loop.ts'
import { Failure } from '../failure.ts'
import { SampleData } from '../sample/sample-data.ts'
import type { Store } from '../store/port.ts'
import { firstProject } from './first-project.ts'

/** `segreel sample`: fills the first project with sample data; with --remove, takes it out again. */
export async function sample(config: Config, store: Store, args: string[]): Promise<void> {
  const wrong = args.find(arg => arg !== '--remove')
  if (wrong)
    throw new Failure('bad-configuration', `sample does not know "${wrong}"; it takes --remove or nothing.`)
  const { id, name } = await firstProject(store, undefined)
  const data = new SampleData(store, () => {})
  if (args.includes('--remove')) {
    await data.remove(id)
    console.log(`The sample data is out of "${name}".`)
    return
  }
  await data.load(id, Date.now(), originOf(config, config.port))
  const loop = new DeriveLoop(store)
  await loop.idle()
  await loop.close()
  const { sessions, persons } = await store.count(id)
  console.log(`"${name}" now holds ${sessions} sessions of ${persons} people.`)
}
