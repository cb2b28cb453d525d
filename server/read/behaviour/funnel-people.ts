/** Who is behind the numbers of a funnel, and what tells those who left from those who went on. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import { contrastSchema, type Funnel, funnelSchema } from '../../../contract/behaviour/funnel.ts'
import { momentSchema } from '../../../contract/behaviour/step.ts'
import { stepName } from '../../../contract/behaviour/step-words.ts'
import type { FunnelPeopleQuery } from '../../behaviour/funnel.ts'
import type { FunnelQuery } from '../../behaviour/passages.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { type Asked, spansOf, unitFor, whomOf } from './ask.ts'
import { checkPlace, groupAsked, placesOf, sideAsked } from './asked-place.ts'
import { askedOnce, askingOnce } from './before-after.ts'
import { checkFunnel } from './check-funnel.ts'
import { contrastRows } from './contrast.ts'
import { segmentWhom } from './funnel.ts'
import { readMet } from './met.ts'
import { shownMoments } from './people.ts'

const body = { content: { 'application/json': { schema: funnelSchema } }, required: true }
const step = z.coerce.number().int().min(0).meta({ description: 'From 0' })
const side = z.coerce.number().int().min(0).max(1).default(0).meta({ description: '1: of whom is compared' })

const peopleRoute = createRoute({
  method: 'post',
  path: '/behaviour/funnel/people',
  summary: 'The people behind a number of a funnel, at the moment of that step',
  request: {
    query: z.object({
      ...askingOnce,
      step,
      which: z.enum(['reached', 'dropped', 'went-on']).default('reached').meta({
        description:
          'All who reached the step; of these, who went no further, or who went on to the next, at the moment of this one',
      }),
      side,
      group: z.string().max(2_000).optional().meta({ description: 'JSON of the value; null: none' }),
      began: parameter.span('Whose attempt began in FROM-TO, epoch ms'),
      took: parameter.span('Who took FROM-TO ms from the first step to the last'),
      recorded: parameter.flag.meta({
        description:
          'true: whose step was in a recorded session only, as /behaviour/funnel/differences counts',
      }),
      met: z.string().max(5_000).optional().meta({
        description:
          'JSON of the kind, name and detail of a row of /behaviour/funnel/differences: who met it in the session of the step, up to the next step, each at the moment it was met there first; of a property, at the moment of the step',
      }),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    body,
  },
  responses: answers(listOf(momentSchema), 'Moments, newest first'),
})

const contrastRoute = createRoute({
  method: 'post',
  path: '/behaviour/funnel/differences',
  summary: 'What those who dropped behind a step met more or less often than those who went on',
  request: { query: z.object({ ...askingOnce, step, side }), body },
  responses: answers(contrastSchema, 'Differences, certain ones first'),
})

export function funnelPeopleRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(peopleRoute, async c => {
      const { step, which, side, group, began, took, recorded, met, offset, limit, ...query } =
        c.req.valid('query')
      const asked = await askedOnce(read, query)
      const funnel = c.req.valid('json')
      checkFunnel(funnel)
      checkStepAsked(funnel, step, which)
      if (took !== undefined && which === 'dropped') {
        throw new Failure(
          'bad-request',
          'Who left took no time to the last step: leave out “took”, or give “which” as reached.',
        )
      }
      const found = await store.funnelPeople({
        ...queryOf(asked, funnel, side),
        ...{ step, which, recorded, offset, limit },
        ...{ began: parameter.readSpan(began), took: parameter.readSpan(took), met: readMet(met) },
        ...(await groupOf(store, asked, funnel, group)),
      })
      return c.json(await shownMoments(store, asked.project, found), 200)
    })
    .openapi(contrastRoute, async c => {
      const { step, side, ...query } = c.req.valid('query')
      const funnel = c.req.valid('json')
      checkFunnel(funnel)
      checkStepAsked(funnel, step, 'dropped')
      const own = new Set(funnel.steps.slice(0, step + 2).map(stepName))
      const asked = await askedOnce(read, query)
      const found = await store.funnelContrast({ ...queryOf(asked, funnel, side), step })
      // The steps themselves tell the two apart by what they are.
      const features = found.features.filter(({ name, kind }) => kind === 'frustration' || !own.has(name))
      return c.json(contrastRows({ ...found, features }), 200)
    })
}

function queryOf(asked: Asked, funnel: Funnel, side: number): FunnelQuery {
  const { project, now } = asked
  const one = sideAsked(asked, side)
  const { from, to } = one.times ?? asked
  const whom = whomOf(one, funnel.judged)
  return { project, funnel, from, to, now, whom, spans: spansOf(asked, unitFor(asked)) }
}

function checkStepAsked({ steps }: Funnel, step: number, which: FunnelPeopleQuery['which']): void {
  checkPlace('step', step, steps.length, 'This funnel', ['step', 'steps'])
  if (which !== 'reached' && step === steps.length - 1) {
    throw new Failure(
      'bad-request',
      `After the last step nobody leaves or goes on: give “step” as ${placesOf(step)}.`,
    )
  }
}

/** The group that a list of people is of: of a breakdown by segments, the one so called. */
async function groupOf(store: Store, asked: Asked, funnel: Funnel, text: string | undefined) {
  if (text === undefined) return {}
  const { breakdown } = funnel
  const group = groupAsked(text, breakdown, 'funnel')
  if (breakdown?.by !== 'segments') return { group }
  const those = (await store.segments(asked.project)).filter(({ id }) => breakdown.segments.includes(id))
  const named = those.find(one => one.name === group)
  if (!named) {
    throw new Failure(
      'not-found',
      `None of the segments of the breakdown is called “${group}”: give “group” as ${those.map(one => `“${one.name}”`).join(' or ')}.`,
    )
  }
  return { also: await segmentWhom(store, asked.project, named.id, funnel, asked.now) }
}
