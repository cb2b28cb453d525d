import type { Sample } from '../../contract/api.ts'
import type { Store } from '../store/port.ts'
import { sampleSize, sampleWrites } from './load.ts'

/**
 * Sample data in a project: loaded through the same store operations as everything that arrives, marked by its
 * source, and removed by it. One load or removal at a time per project.
 */
export class SampleData {
  readonly #store: Pick<Store, 'putBatch' | 'putEvents' | 'deleteSource' | 'setting' | 'putSetting'>
  readonly #nudge: () => void
  readonly #progress = new Map<string, Sample>()

  constructor(
    store: Pick<Store, 'putBatch' | 'putEvents' | 'deleteSource' | 'setting' | 'putSetting'>,
    nudge: () => void,
  ) {
    this.#store = store
    this.#nudge = nudge
  }

  async isLoaded(project: string): Promise<boolean> {
    return (await this.state(project)).state === 'loaded'
  }

  async state(project: string): Promise<Sample> {
    const running = this.#progress.get(project)
    if (running) return running
    const total = sampleSize()
    return (await this.#store.setting(name(project))) === 'loaded'
      ? { state: 'loaded', done: total, total }
      : { state: 'absent', done: 0, total }
  }

  /**
   * Fills the project; the newest visit ends shortly before `endAt` (epoch ms). `origin` is where the demo shop
   * is served: replays take its pictures from there. Repeating it stores nothing twice.
   */
  async load(project: string, endAt: number, origin: string): Promise<void> {
    if (this.#progress.has(project)) return
    const progress: Sample = { state: 'loading', done: 0, total: sampleSize() }
    this.#progress.set(project, progress)
    try {
      for await (const visit of sampleWrites(endAt, origin)) {
        await Promise.all([
          ...visit.batches.map(batch => this.#store.putBatch({ ...batch, project, source: 'sample' })),
          this.#store.putEvents(project, visit.events),
        ])
        progress.done += 1
        this.#nudge()
      }
      await this.#store.putSetting(name(project), 'loaded')
    } finally {
      this.#progress.delete(project)
    }
  }

  async remove(project: string): Promise<void> {
    if (this.#progress.has(project)) return
    this.#progress.set(project, { state: 'removing', done: 0, total: sampleSize() })
    try {
      await this.#store.deleteSource(project, 'sample')
      await this.#store.putSetting(name(project), 'absent')
    } finally {
      this.#progress.delete(project)
    }
  }
}

function name(project: string): string {
  return `sample:${project}`
}
