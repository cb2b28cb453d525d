import type { ProjectRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

/** Write keys, held in memory so that the door answers without asking the store. */
export class Keys {
  readonly #store: Pick<Store, 'projects'>
  #byKey = new Map<string, ProjectRow>()

  private constructor(store: Pick<Store, 'projects'>) {
    this.#store = store
  }

  static async load(store: Pick<Store, 'projects'>): Promise<Keys> {
    const keys = new Keys(store)
    await keys.reload()
    return keys
  }

  project(writeKey: string): ProjectRow | undefined {
    return this.#byKey.get(writeKey)
  }

  /** After a project was made or its key was changed. */
  async reload(): Promise<void> {
    const projects = await this.#store.projects()
    this.#byKey = new Map(projects.map(project => [project.writeKey, project]))
  }
}
