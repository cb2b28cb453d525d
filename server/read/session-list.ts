import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { countedListOf, sessionSchema } from '../../contract/api.ts'
import { ORDERS, SESSION_SORTS } from '../../contract/session-sort.ts'
import { PLAYLIST_LIMIT, type Playlist } from '../../contract/watching.ts'
import { Failure } from '../failure.ts'
import type { Question, ResolvedCondition } from '../segment/question.ts'
import type { SessionQuery, Store } from '../store/port.ts'
import { filterKept, keptOf } from '../watching/kept.ts'
import { findPlaylist } from '../watching/playlists.ts'
import type { Who, WhoAsks } from '../watching/who.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'
import { askedQuestion } from './question.ts'
import { totalOf } from './segments/sample.ts'
import { sessionsOf } from './shape.ts'
import { soughtIn } from './sought.ts'

/** Which sessions: of a segment, of dates, of what people keep about them. */
export const selection = z.object({
  project: parameter.project,
  segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
  definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
  q: parameter.q,
  asOf: z.string().optional().meta({ description: 'now (default), session, or a time' }),
  person: z.string().optional(),
  text: z.string().trim().max(200).optional().meta({
    description:
      'In which this was to be read (a title, a heading, what was clicked), or is part of an event, an address or a failure',
  }),
  from: parameter.time,
  to: parameter.time,
  playlist: z.string().optional().meta({ description: 'Id of a playlist' }),
  star: parameter.flag,
  label: z.string().optional(),
  unwatched: parameter.flag.meta({ description: 'Not watched by who asks' }),
  noted: parameter.flag.meta({ description: 'With open notes' }),
  mentioned: parameter.flag.meta({ description: 'With open notes that mention who asks' }),
})

const list = createRoute({
  method: 'get',
  path: '/sessions',
  summary:
    'Sessions of a segment, newest first unless sorted; a playlist made by hand in its own order, in one page',
  request: {
    query: selection.extend({
      sort: z.enum(SESSION_SORTS).optional(),
      order: z.enum(ORDERS).default('desc'),
      total: parameter.total,
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(countedListOf(sessionSchema), 'Sessions'),
})

export function sessionListRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  return createApi().openapi(list, async c => {
    const query = c.req.valid('query')
    const who = whoAsks(c)
    const { asked, narrowed, playlist } = await askedSessions(store, query, who, now())
    const { project } = asked
    const inOwnOrder = playlist !== null && playlist.segment === null && query.sort === undefined
    const [page, total] = await Promise.all([
      inOwnOrder
        ? ownOrder(store, asked, playlist)
        : store.sessions({
            ...asked,
            limit: query.limit,
            order: query.order,
            ...(query.sort === undefined ? {} : { sort: query.sort }),
            ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
          }),
      query.cursor === undefined && !narrowed
        ? totalOf(store, project, asked.question, query.total, 'sessions')
        : undefined,
    ])
    const sessions = await sessionsOf(store, project, page.items)
    const items = await Promise.all(
      sessions.map(async one => ({ ...one, kept: await keptOf(store, project, one.id, who) })),
    )
    return c.json({ items, next: page.next, ...total }, 200)
  })
}

type Asked = Omit<SessionQuery, 'limit' | 'cursor' | 'sort' | 'order'>

/** What a request asks of the store; `narrowed`: by more than a segment, which alone is counted. */
export async function askedSessions(
  store: Store,
  query: z.output<typeof selection>,
  who: Who,
  now: number,
): Promise<{ asked: Asked; narrowed: boolean; playlist: Playlist | null }> {
  const project = (await projectOf(store, query.project)).id
  const playlist = query.playlist === undefined ? null : await findPlaylist(store, project, query.playlist)
  if (playlist?.segment && (query.segment || query.definition)) {
    throw new Failure('bad-request', 'This playlist lives from a segment: ask for it without another one.')
  }
  const living = playlist?.segment ? { segment: playlist.segment } : {}
  const question = await askedQuestion(store, project, { ...query, ...living }, now)
  const sought = query.text
    ? narrowedTo(question?.question, await soughtIn(store, project, query.text), now)
    : question?.question
  const kept = await filterKept(store, project, query, who)
  const only = playlist && playlist.segment === null ? both(playlist.sessions, kept.only) : kept.only
  const from = parameter.readTime('from', query.from)
  const to = parameter.readTime('to', query.to)
  const narrowing = {
    ...(query.person === undefined ? {} : { person: query.person }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(only === undefined ? {} : { only }),
    ...(kept.except === undefined ? {} : { except: kept.except }),
  }
  const asked = { project, ...(sought ? { question: sought } : {}), ...narrowing }
  return { asked, narrowed: Object.keys(narrowing).length > 0, playlist }
}

/** Sessions of the question of which a condition holds, too. */
function narrowedTo(question: Question | undefined, text: ResolvedCondition, now: number): Question {
  if (!question) return { segment: { subject: 'session', where: text }, asOf: { kind: 'at', time: now } }
  const { subject, where } = question.segment
  const whole: ResolvedCondition = subject === 'account' ? { kind: 'account', where } : where
  return { ...question, segment: { subject: 'session', where: { kind: 'and', of: [whole, text] } } }
}

function both(sessions: string[], only: string[] | undefined): string[] {
  return only === undefined ? sessions : sessions.filter(one => only.includes(one))
}

async function ownOrder(store: Pick<Store, 'sessions'>, asked: Asked, { sessions }: Playlist) {
  const { items } = await store.sessions({ ...asked, limit: PLAYLIST_LIMIT })
  const placeOf = new Map(sessions.map((session, i) => [session, i]))
  items.sort((a, b) => (placeOf.get(a.session) ?? 0) - (placeOf.get(b.session) ?? 0))
  return { items, next: null }
}
