import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  madeSegmentSchema,
  type SegmentTemplate,
  segmentTemplateSchema,
  type TemplateQuestion,
  templateAnswersSchema,
} from '../../../contract/segment/template.ts'
import type { Scalar } from '../../../contract/segment/values.ts'
import { Failure } from '../../failure.ts'
import { fillTemplate, TEMPLATES } from '../../segment/templates/fill.ts'
import type { Question, Template } from '../../segment/templates/template.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'

/** So many names of a kind are looked through for a guess and offered. */
const OFFERED = 100

const list = createRoute({
  method: 'get',
  path: '/segments/templates',
  summary: 'Templates of segments, with guesses from what arrived in the project',
  request: { query: z.object({ project: parameter.project }) },
  responses: answers(listOf(segmentTemplateSchema), 'Templates'),
})
const fill = createRoute({
  method: 'post',
  path: '/segments/templates/{id}',
  summary: 'Make a segment of a template; it is not saved yet',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ project: parameter.project }),
    body: { content: { 'application/json': { schema: templateAnswersSchema } }, required: true },
  },
  responses: answers(madeSegmentSchema, 'Definition, goal, hypothesis and metric'),
})

export function segmentTemplateRoutes({ store }: Read) {
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const arrived = await whatArrived(store, project)
      const items: SegmentTemplate[] = []
      for (const template of TEMPLATES) items.push(await guessed(store, project, arrived, template))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(fill, async c => {
      await projectOf(store, c.req.valid('query').project)
      const template = TEMPLATES.find(one => one.id === c.req.valid('param').id)
      if (!template) throw new Failure('not-found', 'There is no template with this id.')
      const filled = fillTemplate(template, c.req.valid('json').answers)
      if ('made' in filled) return c.json(filled.made, 200)
      const { problems } = filled
      throw new Failure('bad-request', problems[0]?.message ?? 'The template cannot be filled in.', {
        problems,
      })
    })
}

interface Arrived {
  event: Scalar[]
  page: Scalar[]
  trait: Scalar[]
}

async function whatArrived(store: Pick<Store, 'suggest'>, project: string): Promise<Arrived> {
  const names = async (of: 'event' | 'path' | 'trait') =>
    (await store.suggest(project, { of, prefix: '', limit: OFFERED })).map(one => one.value)
  const [event, page, trait] = await Promise.all([names('event'), names('path'), names('trait')])
  return { event, page, trait }
}

async function guessed(
  store: Pick<Store, 'suggest'>,
  project: string,
  arrived: Arrived,
  { id, name, about, group, questions }: Template,
): Promise<SegmentTemplate> {
  const asked: TemplateQuestion[] = []
  for (const question of questions) {
    const { by, of } = question
    const trait = asked.find(one => one.id === of)?.guess
    const choices =
      by === 'number'
        ? []
        : by !== 'value'
          ? arrived[by]
          : typeof trait === 'string'
            ? (
                await store.suggest(project, { of: 'traitValue', name: trait, prefix: '', limit: OFFERED })
              ).map(one => one.value)
            : []
    const guess = by === 'number' ? (question.guesses[0] ?? null) : guessOf(question, choices)
    asked.push({ id: question.id, ask: question.ask, by, ...(of ? { of } : {}), guess, choices })
  }
  return { id, name, about, group, questions: asked }
}

/** The first name in which the likeliest word stands. */
export function guessOf({ guesses }: Pick<Question, 'guesses'>, choices: Scalar[]): Scalar | null {
  for (const word of guesses) {
    const found = choices.find(one => plain(String(one)).includes(plain(String(word))))
    if (found !== undefined) return found
  }
  return null
}

/** `signed_up` and `Signed Up` are written alike; the slash of a path stays. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim()
}
