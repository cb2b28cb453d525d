import type { RemovalStore } from './removal-port.ts'
import type { RewriteStore } from './rewrite-port.ts'
import type { WorkedOutStore } from './worked-out-port.ts'

/** Where an engine keeps what was worked out. */
export interface WorkedOutPlace {
  read(project: string, name: string): Promise<Uint8Array | null>
  /** Whole, or not at all. */
  write(project: string, name: string, bytes: Uint8Array): Promise<void>
  /** Everything of the project. */
  drop(project: string): Promise<void>
}

type Changing = RemovalStore & Pick<RewriteStore, 'replaceEvents'>

/** Lets it go with the first fact that is removed or changed: before, should the process end, and after what was kept meanwhile. */
export function keepingWorkedOut(changing: Changing, place: WorkedOutPlace): Changing & WorkedOutStore {
  const gone = async <T>(project: string, change: () => Promise<T>): Promise<T> => {
    await place.drop(project)
    const answer = await change()
    await place.drop(project)
    return answer
  }
  return {
    ...changing,
    deleteSource: (project, source) => gone(project, () => changing.deleteSource(project, source)),
    deleteSession: key => gone(key.project, () => changing.deleteSession(key)),
    deletePerson: (project, person) => gone(project, () => changing.deletePerson(project, person)),
    deleteEventsBefore: (project, time, limit) =>
      gone(project, () => changing.deleteEventsBefore(project, time, limit)),
    replaceEvents: (project, events) => gone(project, () => changing.replaceEvents(project, events)),
    workedOut: place.read,
    keepWorkedOut: place.write,
  }
}
