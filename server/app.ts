import { OpenAPIHono } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ErrorBody } from '../contract/api.ts'
import { ADMIN, actorOf } from './access/actor.ts'
import type { Gate } from './access/gate.ts'
import { memberRoutes } from './access/member-routes.ts'
import { accessRoutes } from './access/routes.ts'
import { demoShop } from './demo/shop.ts'
import type { DeriveLoop } from './derive/worker/loop.ts'
import type { Courier } from './destinations/courier.ts'
import { destinationRoutes } from './destinations/routes.ts'
import { exportRoutes } from './export/routes.ts'
import { Failure } from './failure.ts'
import type { ReportCourier } from './hand-over/report-courier.ts'
import { reportHookRoutes } from './hand-over/report-hook.ts'
import { handOverRoutes } from './hand-over/routes.ts'
import { trackerRoutes } from './hand-over/tracker.ts'
import { amplitudeRoutes } from './ingest/amplitude/routes.ts'
import type { Door } from './ingest/door.ts'
import { importRoutes } from './ingest/import/routes.ts'
import { Pressure } from './ingest/pressure.ts'
import { recordingRoutes as recordingDoor } from './ingest/routes.ts'
import { segmentRoutes as segmentDoor } from './ingest/segment/routes.ts'
import { liveRoutes } from './live/routes.ts'
import type { MentionCourier } from './notes/mention-courier.ts'
import { mentionRoutes } from './notes/mention-routes.ts'
import { noteRoutes } from './notes/routes.ts'
import { projectOf, type Read } from './read/api.ts'
import { assetSettingsRoutes, assetsOf } from './read/asset-settings.ts'
import { heatMomentRoutes } from './read/behaviour/heatmap/moments.ts'
import { heatmapRoutes } from './read/behaviour/heatmap/routes.ts'
import { behaviourRoutes } from './read/behaviour/routes.ts'
import { publicBoardRoutes } from './read/behaviour/shared-board.ts'
import { dataRoutes } from './read/data/routes.ts'
import { eventRoutes } from './read/events.ts'
import { frustrationBoardRoutes } from './read/frustration-board/routes.ts'
import { frustrationRoutes } from './read/frustrations.ts'
import { pathSettingsRoutes } from './read/path-settings.ts'
import { personRoutes } from './read/persons.ts'
import { planRoutes } from './read/plan/routes.ts'
import { projectRoutes } from './read/project.ts'
import { recorderSettingsRoutes } from './read/recorder-settings.ts'
import { recordingRoutes } from './read/recordings.ts'
import { listRoutes } from './read/segments/lists.ts'
import { segmentOverlapRoutes } from './read/segments/overlap.ts'
import { segmentRoutes } from './read/segments/routes.ts'
import { segmentTemplateRoutes } from './read/segments/templates.ts'
import { segmentTextRoutes } from './read/segments/text.ts'
import { whyRoutes } from './read/segments/why.ts'
import { sessionListRoutes } from './read/session-list.ts'
import { readable, sessionRoutes } from './read/sessions.ts'
import { sessionsOf } from './read/shape.ts'
import { suggestRoutes } from './read/suggest.ts'
import { zoneRoutes } from './read/zone.ts'
import type { MaskJobs } from './remask/mask-jobs.ts'
import { remaskRoutes } from './remask/routes.ts'
import type { Removals } from './removal/removals.ts'
import { removalRoutes } from './removal/routes.ts'
import { sampleRoutes } from './sample/routes.ts'
import type { SampleData } from './sample/sample-data.ts'
import { embeddingRoutes } from './share/embedding.ts'
import { publicShareRoutes, shareRoutes } from './share/routes.ts'
import { sharePage } from './share/share-page.ts'
import { recorderFiles, viewerFiles } from './site/site.ts'
import type { Store } from './store/port.ts'
import { playlistRoutes } from './watching/playlist-routes.ts'
import { queueRoutes } from './watching/queue-routes.ts'
import { keptRoutes } from './watching/routes.ts'

export interface Parts {
  store: Store
  door: Door
  loop: DeriveLoop
  gate: Gate
  sample: SampleData
  /** Write key the demo shop records with. */
  demoKey: string
  removals: Removals
  /** Masks over stored recordings, and scans for what needs one. */
  masking: MaskJobs
  /** Passes events on to destinations. */
  courier: Courier
  /** Tells a webhook whom notes mention. */
  mentions: MentionCourier
  /** Sends bug reports to the address of their project. */
  reports: ReportCourier
  /** Version of Segreel, for the OpenAPI document. */
  version: string
}

/** The whole server as one Hono app; it does not listen. */
export function createApp(parts: Parts): Hono {
  const { store, door, loop, gate, sample } = parts
  const read: Read = { store, now: door.now }
  const whoAsks = (c: Context) => {
    const { email, title, name } = actorOf(c) ?? ADMIN
    return { id: email ?? title, name }
  }
  const pressure = new Pressure()
  const app = new Hono()
  app.onError((error, c) => {
    const { status, body } = answerOf(error)
    return c.json(body, status)
  })

  app.get('/healthz', async c => {
    await store.projects()
    await store.putSetting('healthz', door.now())
    return c.json({ ok: true })
  })

  app.route(
    '/',
    recordingDoor(door, () => loop.nudge(), pressure),
  )
  app.route('/', segmentDoor(door, pressure))
  app.route('/', amplitudeRoutes(door, pressure))

  app.route('/api', accessRoutes(gate, door.now))
  const api = new OpenAPIHono()
  api.use(gate.guard('/api'))
  api.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  api.route('/', recordingRoutes(read))
  api.route(
    '/',
    importRoutes({
      store,
      now: door.now,
      project: id => projectOf(store, id),
      derive: key => loop.derive(key),
      session: async key => {
        const [session] = await sessionsOf(store, key.project, [
          await readable(store, key.project, key.session),
        ])
        if (!session) throw new Error('A session just imported is gone.')
        return session
      },
    }),
  )
  api.route('/', whyRoutes(read))
  api.route('/', sessionListRoutes(read, whoAsks))
  api.route('/', sessionRoutes(read, whoAsks))
  api.route('/', keptRoutes(read, whoAsks))
  api.route('/', playlistRoutes(read, whoAsks))
  api.route('/', queueRoutes(read, whoAsks))
  api.route('/', noteRoutes(read, whoAsks, parts.mentions))
  api.route('/', mentionRoutes(read, whoAsks, parts.mentions))
  api.route('/', frustrationRoutes(read, loop.rejudge))
  api.route('/', behaviourRoutes(read, whoAsks))
  api.route('/', frustrationBoardRoutes(read, loop.rejudge))
  api.route('/', heatmapRoutes(read))
  api.route('/', heatMomentRoutes(read))
  api.route('/', eventRoutes(read))
  api.route('/', personRoutes(read))
  api.route('/', dataRoutes(read))
  api.route('/', segmentTextRoutes())
  // Their paths are more than an id: before the one that takes any.
  api.route('/', segmentTemplateRoutes(read))
  api.route('/', segmentOverlapRoutes(read))
  api.route('/', segmentRoutes(read))
  api.route('/', liveRoutes(read))
  api.route('/', listRoutes(read))
  api.route('/', zoneRoutes(read))
  api.route('/', suggestRoutes(read))
  api.route('/', planRoutes(read))
  api.route('/', destinationRoutes(read, parts.courier))
  api.route('/', recorderSettingsRoutes(read))
  api.route(
    '/',
    pathSettingsRoutes(read, () => loop.nudge()),
  )
  api.route('/', memberRoutes(read, gate))
  api.route(
    '/',
    removalRoutes(read, parts.removals, c => (actorOf(c) ?? ADMIN).title),
  )
  api.route('/', shareRoutes(read))
  api.route('/', embeddingRoutes(read))
  api.route('/', assetSettingsRoutes(read))
  api.route('/', exportRoutes(read))
  api.route(
    '/',
    remaskRoutes(read, parts.masking.remasks, parts.masking.scans, c => (actorOf(c) ?? ADMIN).title),
  )
  api.route('/', handOverRoutes(read, parts.reports))
  api.route('/', reportHookRoutes(read, parts.reports))
  api.route('/', trackerRoutes(read))
  api.route(
    '/',
    projectRoutes(
      read,
      id => sample.isLoaded(id),
      () => door.tally.flush(),
      id => loop.rejudge.progress(id),
    ),
  )
  api.route(
    '/',
    sampleRoutes(sample, id => projectOf(store, id)),
  )
  api.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Segreel', version: parts.version } })
  api.all('/*', () => {
    throw new Failure('not-found', 'There is nothing at this address of the API.')
  })
  app.route('/api', api)

  app.route('/demo', demoShop({ writeKey: parts.demoKey }))
  app.route('/', publicShareRoutes(read, gate))
  app.route('/', publicBoardRoutes(read))
  app.route('/', recorderFiles())
  app.route(
    '/',
    viewerFiles(
      token => sharePage(store, token, door.now()),
      async c => {
        if (!gate.who(c)) return []
        const asked = c.req.query('project')
        const project = (await store.projects()).find(one => asked === undefined || one.id === asked)
        return project ? (await assetsOf(store, project.id)).origins : []
      },
    ),
  )
  return app
}

function answerOf(error: unknown): {
  status: Failure['status'] | HTTPException['status'] | 500
  body: ErrorBody
} {
  if (error instanceof Failure) {
    return {
      status: error.status,
      body: { error: { ...error.detail, code: error.code, message: error.message } },
    }
  }
  if (error instanceof HTTPException) {
    const message = /malformed json/i.test(error.message)
      ? 'What was sent is not JSON: check it for a bracket or a quotation mark that is missing.'
      : error.message
    return { status: error.status, body: { error: { code: 'bad-request', message } } }
  }
  console.error(error)
  return {
    status: 500,
    body: { error: { code: 'internal', message: 'Something went wrong here; it is logged.' } },
  }
}
