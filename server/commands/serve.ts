import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { Gate } from '../access/gate.ts'
import { adminToken } from '../access/token.ts'
import { AlertWatch } from '../alerts/watch.ts'
import { createApp } from '../app.ts'
import { type Config, originOf } from '../config.ts'
import { DeriveLoop } from '../derive/worker/loop.ts'
import { Courier } from '../destinations/courier.ts'
import { Failure } from '../failure.ts'
import { ReportCourier } from '../hand-over/report-courier.ts'
import { Throttle } from '../ingest/amplitude/throttle.ts'
import { Keys } from '../ingest/keys.ts'
import { Tally } from '../ingest/tally.ts'
import { LiveLoop } from '../live/loop.ts'
import { MentionCourier } from '../notes/mention-courier.ts'
import { MaskJobs } from '../remask/mask-jobs.ts'
import { Removals } from '../removal/removals.ts'
import { retentionRounds } from '../removal/retention.ts'
import { VERSION } from '../root.ts'
import { SampleData } from '../sample/sample-data.ts'
import type { Store } from '../store/port.ts'
import { firstProject } from './first-project.ts'

/** Time a request under way gets after SIGTERM, ms. */
const GRACE_MS = 2_000

/** Serves until SIGTERM or SIGINT; what was accepted is finished. */
export async function serve(config: Config, store: Store): Promise<void> {
  const access = adminToken(config.data, config.adminToken)
  const project = await firstProject(store, config.writeKey)
  const loop = new DeriveLoop(store)
  const tally = new Tally(store)
  const courier = new Courier(store, { allowPrivate: config.allowPrivateDestinations })
  const mentions = new MentionCourier(store, { allowPrivate: config.allowPrivateDestinations })
  const reports = new ReportCourier(store, { allowPrivate: config.allowPrivateDestinations })
  const removals = new Removals(store)
  const masking = new MaskJobs(store, {
    derive: session => loop.derive(session),
    compact: () => removals.compactSoon(),
  })
  const retention = retentionRounds(store, () => removals.compactSoon())
  const alerts = new AlertWatch({ store, now: Date.now }, { allowPrivate: config.allowPrivateDestinations })
  const live = new LiveLoop(store)
  const app = createApp({
    removals,
    masking,
    store,
    door: {
      store,
      keys: await Keys.load(store),
      tally,
      throttle: new Throttle(config.amplitudeEventsPerSecond),
      now: Date.now,
    },
    loop,
    gate: await Gate.load(store, access.token),
    sample: new SampleData(store, () => loop.nudge()),
    courier,
    mentions,
    reports,
    demoKey: project.writeKey,
    version: VERSION,
  })
  const server = await listening(app.fetch, config)
  loop.start()
  courier.start()
  reports.start()
  alerts.start()
  mentions.start()
  live.start()
  await removals.resume()
  await masking.resume()
  retention.start()

  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const origin = originOf(config, port)
  console.log(`Segreel is at ${origin} (a demo shop to click around in: ${origin}/demo)`)
  if (access.made) console.log(`Sign in: ${origin}/sign-in#token=${access.token}`)
  else console.log('Sign in with the admin token you set, or the one in the data folder (admin-token).')

  await stopSignal()
  await closed(server)
  await alerts.close()
  await mentions.close()
  await live.close()
  await courier.close()
  await reports.close()
  await retention.close()
  await masking.close()
  await removals.close()
  await tally.flush()
  await loop.close()
}

function listening(fetch: Parameters<typeof listen>[0]['fetch'], config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port: config.port, hostname: config.host }, () =>
      resolve(server),
    ) as Server
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, config)))
  })
}

function listenFailure(error: NodeJS.ErrnoException, { port, host }: Config): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Failure(
        'port-in-use',
        `Port ${port} is in use; stop what uses it, or set SEGREEL_PORT to another.`,
      )
    case 'EACCES':
      return new Failure('port-in-use', `Port ${port} may not be opened; set SEGREEL_PORT to one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Failure(
        'bad-configuration',
        `SEGREEL_HOST is "${host}", which is no address of this machine.`,
      )
    default:
      return error
  }
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
  })
}
