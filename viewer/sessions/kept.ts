/** Stars, labels and who watched: changed here, known to the server, shown in the rows. */
import { signal } from '@preact/signals'
import { type Kept, type KeptChange, type Label, NOTHING_KEPT } from '../../contract/watching.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { calls } from './calls.ts'
import { keptOfRow } from './list.ts'

/** Of sessions changed since they were loaded. */
const changed = signal<ReadonlyMap<string, Kept>>(new Map())

export const labels = remote<Label[]>()

export async function loadLabels(): Promise<void> {
  const { project } = bar.peek()
  await load(labels, async () => (await calls.labels(project)).items)
}

export function keptNow(session: { id: string; kept?: Kept | undefined }): Kept {
  return changed.value.get(session.id) ?? session.kept ?? NOTHING_KEPT
}

export async function keep(session: string, change: KeptChange): Promise<void> {
  await settle(session, () => calls.keep(session, change, bar.peek().project))
  if (change.addLabel !== undefined || change.removeLabel !== undefined) void loadLabels()
}

export async function setWatched(session: string, watched: boolean): Promise<void> {
  await settle(session, () => calls.setWatched(session, watched, bar.peek().project))
}

async function settle(session: string, ask: () => Promise<Kept>): Promise<void> {
  try {
    const kept = await ask()
    changed.value = new Map(changed.peek()).set(session, kept)
    keptOfRow(session, kept)
  } catch (cause) {
    say(wordsOf(cause))
  }
}
