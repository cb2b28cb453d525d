import { Gate } from '../server/access/gate.ts'
import { createApp } from '../server/app.ts'
import { DeriveLoop } from '../server/derive/worker/loop.ts'
import { DerivePool } from '../server/derive/worker/pool.ts'
import { Courier } from '../server/destinations/courier.ts'
import { ReportCourier } from '../server/hand-over/report-courier.ts'
import { Keys } from '../server/ingest/keys.ts'
import { Tally } from '../server/ingest/tally.ts'
import { MentionCourier } from '../server/notes/mention-courier.ts'
import { MaskJobs } from '../server/remask/mask-jobs.ts'
import { Removals } from '../server/removal/removals.ts'
import { SampleData } from '../server/sample/sample-data.ts'
import { openMemory } from '../server/store/memory/open.ts'
import type { Store } from '../server/store/port.ts'

export const TOKEN = 'token-of-the-test'
export const WRITE_KEY = 'key-of-the-test'

/** The whole server over a store (in memory without one), asked without listening. */
export async function openApp(store: Store = openMemory()) {
  await store.putProject({ id: 'main', name: 'Shop', writeKey: WRITE_KEY, createdAt: 0 })
  const loop = new DeriveLoop(store, new DerivePool(1))
  const tally = new Tally(store)
  const door = { store, keys: await Keys.load(store), tally, now: Date.now }
  const removals = new Removals(store)
  const reports = new ReportCourier(store, { allowPrivate: true })
  const masking = new MaskJobs(store, {
    derive: session => loop.derive(session),
    compact: () => removals.compactSoon(),
  })
  const mentions = new MentionCourier(store, { allowPrivate: true })
  const app = createApp({
    removals,
    masking,
    store,
    door,
    loop,
    gate: await Gate.load(store, TOKEN),
    sample: new SampleData(store, () => loop.nudge()),
    courier: new Courier(store, { allowPrivate: false }),
    mentions,
    reports,
    demoKey: WRITE_KEY,
    version: '0',
  })
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...init.headers }
    const response = await app.request(path, { ...init, headers })
    return { status: response.status, body: await response.json() }
  }
  return {
    app,
    store,
    loop,
    removals,
    reports,
    masking,
    mentions,
    ask,
    close: async () => {
      await mentions.close()
      await reports.close()
      await masking.close()
      await removals.close()
      await loop.close()
      // Last: until then something may still be counted.
      await tally.flush()
      await store.close()
    },
  }
}
