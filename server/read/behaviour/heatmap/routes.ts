import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../../contract/api.ts'
import {
  heatDifferenceSchema,
  heatmapSchema,
  heatPageSchema,
  heatPlacesSchema,
  heatSceneSchema,
} from '../../../../contract/behaviour/heatmap.ts'
import { Failure } from '../../../failure.ts'
import { wilson } from '../../../statistics/interval.ts'
import { answers, createApi, projectOf, type Read } from '../../api.ts'
import * as parameter from '../../parameters.ts'
import { readable } from '../../sessions.ts'
import { cellsOf } from './cells.ts'
import { differencesOf } from './difference.ts'
import { askedAgainst, askedPage, askedWhom, compare, kind, where, whom } from './parameters.ts'
import { placesAt } from './places.ts'
import { scenesOf } from './scenes.ts'

/** Views offered as a background, and those looked through for a session chosen by hand. */
const OFFERED = 12
const MOST_SCENES = 1_000

const pages = createRoute({
  method: 'get',
  path: '/heatmaps/pages',
  summary: 'Pages that were viewed, by pattern of the address, most views first',
  request: {
    query: z.object({ ...whom, search: z.string().max(500).default(''), limit: parameter.limit }),
  },
  responses: answers(listOf(heatPageSchema), 'Pages'),
})

const heatmap = createRoute({
  method: 'get',
  path: '/heatmaps',
  summary: 'What was done where on a page: cells for a picture, and a list by element',
  request: { query: z.object({ ...where, kind, goal: z.string().max(500).optional() }) },
  responses: answers(heatmapSchema, 'The heatmap'),
})

const difference = createRoute({
  method: 'get',
  path: '/heatmaps/difference',
  summary: 'Where two segments differ on a page: per element and per depth, with intervals',
  request: { query: z.object({ ...where, compare }) },
  responses: answers(heatDifferenceSchema, 'Differences'),
})

const scenes = createRoute({
  method: 'get',
  path: '/heatmaps/scenes',
  summary: 'Recorded views of the page to draw on, the typical one first',
  request: {
    query: z.object({
      ...where,
      session: z.string().optional().meta({ description: 'Views of this session are among them' }),
    }),
  },
  responses: answers(listOf(heatSceneSchema), 'Views'),
})

const places = createRoute({
  method: 'post',
  path: '/heatmaps/places',
  summary: 'Where elements are in a recorded page: ids of its nodes',
  request: {
    query: z.object({ project: parameter.project }),
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({
            session: z.string(),
            tab: z.string(),
            at: z.int().meta({ description: 'Epoch milliseconds' }),
            elements: z.array(z.string().max(2_000)).max(1_000).meta({ description: 'Fingerprints' }),
          }),
        },
      },
      required: true,
    },
  },
  responses: answers(heatPlacesSchema, 'Nodes by element'),
})

export function heatmapRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(pages, async c => {
      const { search, limit, ...query } = c.req.valid('query')
      const items = await store.heatPages({ ...(await askedWhom(read, query)), search, limit })
      return c.json({ items, next: null }, 200)
    })
    .openapi(heatmap, async c => {
      const { kind, goal, ...query } = c.req.valid('query')
      const asked = { ...(await askedPage(read, query)), kind, ...(goal ? { goal } : {}) }
      const { sides, cells, elements, reached, ...answer } = await store.heatmap(asked)
      return c.json(
        {
          ...sides[0],
          ...answer,
          cells: cellsOf(cells),
          elements: elements.map(({ sides: [counts], ...one }) => ({
            ...one,
            ...counts,
            interval: wilson(counts.sessions, counts.saw),
          })),
          reached: reached[0],
        },
        200,
      )
    })
    .openapi(difference, async c => {
      const { compare, ...query } = c.req.valid('query')
      const asked = await askedPage(read, query)
      const against = await askedAgainst(read, asked, { compare, asOf: query.asOf })
      return c.json(differencesOf(await store.heatmap({ ...asked, against, kind: 'scroll' })), 200)
    })
    .openapi(scenes, async c => {
      const { session, ...query } = c.req.valid('query')
      const asked = await askedPage(read, query)
      const rows = await store.heatScenes({ ...asked, limit: session ? MOST_SCENES : OFFERED })
      // In their order: the first stays the typical one when another is chosen.
      const offered = rows.filter((row, i) => i < OFFERED || row.session === session)
      return c.json({ items: await scenesOf(store, asked.project, offered), next: null }, 200)
    })
    .openapi(places, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { session: id, tab: name, at, elements } = c.req.valid('json')
      const session = await readable(store, project, id)
      const tab = (await store.tabs({ project, session: id })).find(one => one.tab === name)
      const found = tab && (await placesAt(store, session, tab, at, elements))
      if (!found) {
        throw new Failure(
          'not-found',
          'The recording of this view has no picture of the page: choose another session as the background.',
        )
      }
      return c.json({ elements: found }, 200)
    })
}
