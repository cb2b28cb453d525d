import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Removal, removalSchema } from '../../contract/removal.ts'
import type { Store } from '../store/port.ts'

type Documents = Pick<Store, 'document' | 'documents' | 'putDocument' | 'deleteDocument'>

const storedSchema = removalSchema.omit({ id: true })
const workSchema = z.array(z.string())

/** Receipts of removals, kept for good; and what a removal under way has still to do, kept until it ends. */
export class Receipts {
  readonly #store: Documents
  readonly #now: () => number

  constructor(store: Documents, now: () => number) {
    this.#store = store
    this.#now = now
  }

  async begin(project: string, begun: Pick<Removal, 'what' | 'target' | 'by'>): Promise<Removal> {
    const receipt: Removal = {
      ...begun,
      id: `rm_${randomUUID().replaceAll('-', '').slice(0, 16)}`,
      startedAt: this.#now(),
      endedAt: null,
      state: 'running',
      total: 0,
      removed: { sessions: 0, events: 0, links: 0, notes: 0 },
      checks: [],
      compactedAt: null,
      problem: null,
    }
    await this.put(project, receipt)
    return receipt
  }

  async put(project: string, receipt: Removal): Promise<void> {
    const { id, ...value } = receipt
    const at = this.#now()
    await this.#store.putDocument({
      project,
      kind: 'removal',
      id,
      createdAt: receipt.startedAt,
      updatedAt: at,
      value,
    })
  }

  /** Newest first. */
  async list(project: string): Promise<Removal[]> {
    return (await this.#store.documents(project, 'removal'))
      .flatMap(({ id, value }) => {
        const stored = storedSchema.safeParse(value)
        return stored.success ? [{ id, ...stored.data }] : []
      })
      .reverse()
  }

  async find(project: string, id: string): Promise<Removal | null> {
    return (await this.list(project)).find(one => one.id === id) ?? null
  }

  async work(project: string, id: string): Promise<string[] | null> {
    const row = await this.#store.document(project, 'removal-work', id)
    const work = workSchema.safeParse(row?.value)
    return work.success ? work.data : null
  }

  async putWork(project: string, id: string, sessions: string[]): Promise<void> {
    const at = this.#now()
    await this.#store.putDocument({
      project,
      kind: 'removal-work',
      id,
      createdAt: at,
      updatedAt: at,
      value: sessions,
    })
  }

  async dropWork(project: string, id: string): Promise<void> {
    await this.#store.deleteDocument(project, 'removal-work', id)
  }
}
