import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import {
  type LiveWhy,
  type MembershipChange,
  membershipChangeSchema,
  type SegmentSize,
  SIZE_UNITS,
  segmentSizeSchema,
} from '../../contract/segment/live.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { summaryOf } from '../read/shape.ts'
import type { ChangeRow } from '../store/live-port.ts'
import { sizePoints } from './size.ts'

const params = z.object({ id: z.string() })
const inProject = z.object({ project: parameter.project })

const history = createRoute({
  method: 'get',
  path: '/segments/{id}/history',
  summary: 'Who entered or left a segment, newest first, with the moment that decided it',
  request: {
    params,
    query: inProject.extend({
      person: z.string().optional(),
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(listOf(membershipChangeSchema), 'Changes'),
})
const size = createRoute({
  method: 'get',
  path: '/segments/{id}/size',
  summary: 'How many persons a segment has, and had over time',
  request: { params, query: inProject.extend({ unit: z.enum(SIZE_UNITS).default('hour') }) },
  responses: answers(segmentSizeSchema, 'The size'),
})

export function liveRoutes({ store, now }: Read) {
  const find = async (asked: string | undefined, id: string) => {
    const project = (await projectOf(store, asked)).id
    const segment = (await store.segments(project)).find(one => one.id === id)
    if (!segment) throw new Failure('not-found', 'There is no segment with this id.')
    return { project, segment }
  }
  return createApi()
    .openapi(history, async c => {
      const { person, limit, cursor, project: asked } = c.req.valid('query')
      const { project, segment } = await find(asked, c.req.valid('param').id)
      const page = await store.membershipChanges({
        project,
        segment: segment.id,
        limit,
        ...(person === undefined ? {} : { person }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      const persons = await store.persons(project, [...new Set(page.items.map(one => one.person))])
      const labels = new Map(persons.map(one => [one.id, summaryOf(one).label]))
      const begun = await beginnings(store, project, page.items)
      const items = page.items.map(({ entered, person: id, ...row }) => ({
        ...row,
        person: { id, label: labels.get(id) ?? `Visitor ${id.slice(2, 8)}` },
        change: entered ? ('entered' as const) : ('left' as const),
        ...momentOf(row.why, begun),
      }))
      return c.json({ items, next: page.next }, 200)
    })
    .openapi(size, async c => {
      const { unit, project: asked } = c.req.valid('query')
      const { project, segment } = await find(asked, c.req.valid('param').id)
      const [{ lines }, rows] = await Promise.all([
        store.liveState(project),
        store.segmentSizes(project, segment.id),
      ])
      const line = lines.find(one => one.segment === segment.id)
      const state: SegmentSize['state'] = line?.problems.length ? 'broken' : line?.filled ? 'live' : 'filling'
      const answer: SegmentSize = {
        state,
        members: line?.members ?? 0,
        line: line?.line ?? 0,
        begunAt: line?.begunAt ?? segment.updatedAt,
        problems: line?.problems ?? [],
        unit,
        points: sizePoints(rows, unit, now()),
      }
      return c.json(answer, 200)
    })
}

/** When the recordings began that hold a deciding moment; those without one that can be watched are left out. */
async function beginnings(
  store: Read['store'],
  project: string,
  changes: readonly ChangeRow[],
): Promise<Map<string, number>> {
  const ids = new Set(changes.flatMap(({ why }) => why.sessionId ?? []))
  const rows = await Promise.all([...ids].map(session => store.session({ project, session })))
  return new Map(rows.flatMap(row => (row && row.tabs > 0 ? [[row.session, row.startedAt] as const] : [])))
}

function momentOf(
  { sessionId, at }: LiveWhy,
  begun: Map<string, number>,
): { moment?: NonNullable<MembershipChange['moment']> } {
  const start = sessionId === undefined ? undefined : begun.get(sessionId)
  if (sessionId === undefined || start === undefined || at === undefined) return {}
  return { moment: { session: sessionId, t: Math.max(0, at - start) } }
}
