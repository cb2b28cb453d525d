import type { AuditAction } from '../../contract/roles.ts'
import type { AuditRow, AuditStore } from '../store/audit-port.ts'

/** The same done again by the same one within so long is one entry, ms. */
const AGAIN_MS = 30 * 60_000
/** Entries remembered to tell what is a repeat. */
const REMEMBERED = 5_000

/** Writes the audit log. A failure to write is logged and does not stop what was asked. */
export class Audit {
  readonly #store: Pick<AuditStore, 'addAudit'>
  readonly #now: () => number
  readonly #recent = new Map<string, number>()

  constructor(store: Pick<AuditStore, 'addAudit'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  async note(project: string, actor: string, action: AuditAction, target: string): Promise<void> {
    const at = this.#now()
    const once = action === 'watched' || action === 'opened-link' || action === 'sign-in-refused'
    if (once && this.#isRepeat(JSON.stringify([project, actor, action, target]), at)) return
    const row: AuditRow = { project, at, actor, action, target: target.slice(0, 300) }
    try {
      await this.#store.addAudit([row])
    } catch (error) {
      console.error(`${actor} ${action} ${target}: this could not be written to the audit log.`, error)
    }
  }

  #isRepeat(key: string, at: number): boolean {
    const before = this.#recent.get(key)
    if (before !== undefined && before + AGAIN_MS > at) return true
    this.#recent.delete(key)
    this.#recent.set(key, at)
    const [oldest] = this.#recent.keys()
    if (this.#recent.size > REMEMBERED && oldest !== undefined) this.#recent.delete(oldest)
    return false
  }
}
