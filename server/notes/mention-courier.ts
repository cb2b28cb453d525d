import type { NewEvent } from '../../contract/event.ts'
import type { MentionHook } from '../../contract/mention.ts'
import { GIVE_UP_MS, waitBefore } from '../destinations/ledger.ts'
import { payloadOf } from '../destinations/payload.ts'
import { send } from '../destinations/send.ts'
import { Rounds } from '../rounds.ts'
import type { Store } from '../store/port.ts'
import { mentionHook } from './mention-hook.ts'
import { changeMention, type MentionDocument, mentionsOf } from './mentions.ts'
import { findNote } from './notes.ts'

/** How often those that failed are looked at again, ms. */
const LOOK_MS = 10_000

type MentionStore = Pick<
  Store,
  'projects' | 'setting' | 'document' | 'documents' | 'putDocument' | 'deleteDocument'
>

/** Tells a project's webhook whom notes mention; what it does not take is tried again, as destinations are. */
export class MentionCourier {
  readonly #store: MentionStore
  readonly allowPrivate: boolean
  readonly #now: () => number
  readonly #rounds = new Rounds(LOOK_MS, 'Mentions could not be told; it is tried again.', () => this.#look())

  constructor(store: MentionStore, options: { allowPrivate: boolean; now?: () => number }) {
    this.#store = store
    this.allowPrivate = options.allowPrivate
    this.#now = options.now ?? Date.now
  }

  start(): void {
    this.#rounds.start()
  }

  /** Somebody was mentioned. */
  nudge(): void {
    void this.#rounds.go()
  }

  /** Once all that was due has been tried. */
  settled(): Promise<void> {
    return this.#rounds.settled()
  }

  close(): Promise<void> {
    return this.#rounds.close()
  }

  async #look(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      const hook = await mentionHook(this.#store, project)
      if (!hook) continue
      const due = (await mentionsOf(this.#store, project)).filter(
        one => one.told === 'waiting' && one.nextAt <= this.#now(),
      )
      for (const mention of due) {
        if (this.#rounds.closed) return
        // One that does not answer is not asked again for each of them.
        if (!(await this.#tell(project, hook, mention))) break
      }
    }
  }

  async #tell(project: string, hook: MentionHook, mention: MentionDocument): Promise<boolean> {
    const note = await findNote(this.#store, project, mention.note, { id: mention.email, name: '' })
    // Deleted meanwhile, and its mentions with it.
    if (!note) return true
    const { text, url, at } = note
    const said = { ...mention, text, at, url: `${mention.origin}${url}` }
    const { body, headers } = payloadOf(
      { kind: 'webhook', secret: hook.secret, mapping: { omit: [], rename: {} } },
      [eventOf(said)],
      this.#now(),
    )
    const delivery = await send(new URL(hook.url), { body, headers }, this.allowPrivate)
    const now = this.#now()
    await changeMention(this.#store, project, mention.id, before => {
      const attempts = before.attempts + 1
      if (delivery.kind === 'delivered') return { ...before, attempts, told: 'delivered', error: null }
      const isOver = delivery.kind === 'never' || now - before.firstAt >= GIVE_UP_MS
      const told = isOver ? 'failed' : 'waiting'
      return {
        ...before,
        attempts,
        told,
        error: delivery.error,
        nextAt: now + waitBefore(attempts, Math.random()),
      }
    })
    return delivery.kind !== 'later'
  }
}

/** As alerts are told: a track event. */
function eventOf(mention: MentionDocument & { text: string; at: number; url: string }): NewEvent {
  const { id, email, author, session, text, at, url, mentionedAt } = mention
  return {
    type: 'track',
    event: 'Segreel Mention',
    messageId: id,
    anonymousId: 'segreel',
    properties: { to: email, from: author, text, url, session, at },
    traits: {},
    context: {},
    at: mentionedAt,
    receivedAt: mentionedAt,
    source: 'segment',
  }
}
