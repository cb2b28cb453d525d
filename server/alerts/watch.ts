import type { Alert } from '../../contract/behaviour/board-chart.ts'
import type { NewEvent } from '../../contract/event.ts'
import { payloadOf } from '../destinations/payload.ts'
import { send } from '../destinations/send.ts'
import { destinationsOf } from '../destinations/stored.ts'
import type { Read } from '../read/api.ts'
import { alertsOf, checkAlert, putAlert } from '../read/behaviour/alerts.ts'
import { Rounds } from '../rounds.ts'

/** Often enough for numbers of days and weeks, and no load. */
const EVERY_MS = 5 * 60_000

/** Looks at all alerts from time to time, and tells a destination when one is raised. */
export class AlertWatch {
  readonly #read: Read
  readonly #allowPrivate: boolean
  readonly #rounds = new Rounds(
    EVERY_MS,
    'Alerts could not be looked at; they are again in five minutes.',
    () => this.look(),
  )

  constructor(read: Read, { allowPrivate }: { allowPrivate: boolean }) {
    this.#read = read
    this.#allowPrivate = allowPrivate
  }

  start(): void {
    this.#rounds.start()
  }

  close(): Promise<void> {
    return this.#rounds.close()
  }

  async look(): Promise<void> {
    const { store } = this.#read
    for (const { id: project } of await store.projects()) {
      for (const alert of await alertsOf(store, project)) {
        const now = await checkAlert(this.#read, project, alert)
        // Once each time it is raised, also when it was made so; tried again where the destination did not take it.
        const told = isUntold(now) && (await this.#tell(project, now)) ? { toldAt: this.#read.now() } : {}
        if (await store.document(project, 'alert', alert.id))
          await putAlert(store, project, { ...now, ...told })
      }
    }
  }

  async #tell(project: string, alert: Alert): Promise<boolean> {
    if (alert.destination === '') return true
    const all = await destinationsOf(this.#read.store, project)
    const destination = all.find(one => one.id === alert.destination)
    if (!destination) return true
    const payload = payloadOf(destination, [eventOf(alert)], this.#read.now())
    const delivery = await send(new URL(destination.url), payload, this.#allowPrivate)
    return delivery.kind !== 'later'
  }
}

function isUntold({ state, raisedAt, toldAt }: Alert): boolean {
  return state === 'raised' && (toldAt === null || toldAt < (raisedAt ?? 0))
}

/** An alert as the destinations take it: a track event that says what was seen. */
function eventOf({ id, words, value, when, threshold, board, chart, raisedAt, updatedAt }: Alert): NewEvent {
  const at = raisedAt ?? updatedAt
  return {
    type: 'track',
    event: 'Segreel Alert',
    messageId: `alert-${id}-${at}`,
    anonymousId: 'segreel',
    properties: {
      ...{ words, value, when, threshold, board, chart },
      url: `/behaviour/boards?board=${encodeURIComponent(board)}`,
    },
    traits: {},
    context: {},
    at,
    receivedAt: at,
    source: 'segment',
  }
}
