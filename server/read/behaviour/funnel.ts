import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  contrastSchema,
  type Funnel,
  type FunnelSide,
  funnelAnswerSchema,
  funnelSchema,
} from '../../../contract/behaviour/funnel.ts'
import { momentSchema } from '../../../contract/behaviour/step.ts'
import { stepName } from '../../../contract/behaviour/step-words.ts'
import type { FunnelTally } from '../../behaviour/funnel.ts'
import type { FunnelQuery } from '../../behaviour/passages.ts'
import { Failure } from '../../failure.ts'
import { ENOUGH } from '../../statistics/power.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion } from '../question.ts'
import { type Asked, type Side, spansOf, unitFor, whomOf } from './ask.ts'
import { askedOnce, askingOnce } from './before-after.ts'
import { checkFunnel } from './check-funnel.ts'
import { contrastRows } from './contrast.ts'
import { neverArrived } from './never-arrived.ts'
import { shownMoments } from './people.ts'
import { shareOf, shareVerdicts } from './verdict.ts'

const body = { content: { 'application/json': { schema: funnelSchema } }, required: true }

const funnelRoute = createRoute({
  method: 'post',
  path: '/behaviour/funnel',
  summary: 'How many of a segment get from step to step, beside those it is compared with',
  request: { query: z.object(askingOnce), body },
  responses: answers(funnelAnswerSchema, 'The funnel'),
})

const peopleRoute = createRoute({
  method: 'post',
  path: '/behaviour/funnel/people',
  summary: 'The people behind a number of a funnel, at the moment of that step',
  request: {
    query: z.object({
      ...askingOnce,
      step: z.coerce.number().int().min(0).max(20).meta({ description: 'From 0' }),
      which: z.enum(['reached', 'dropped']).default('reached'),
      side: z.coerce.number().int().min(0).max(1).default(0),
      group: z.string().max(2_000).optional().meta({ description: 'JSON of the value; null: none' }),
      began: parameter.span('Whose attempt began in FROM-TO, epoch ms'),
      took: parameter.span('Who took FROM-TO ms from the first step to the last'),
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
  request: {
    query: z.object({ ...askingOnce, step: z.coerce.number().int().min(0).max(20) }),
    body,
  },
  responses: answers(contrastSchema, 'Differences, certain ones first'),
})

export function funnelRoutes(read: Read) {
  const { store } = read
  const queryOf = (asked: Asked, funnel: Funnel, side = 0): FunnelQuery => {
    const { project, sides, now } = asked
    const one = sides[side] ?? sides[0]!
    const whom = whomOf(one, funnel.judged)
    const { from, to } = one.times ?? asked
    return { project, funnel, from, to, now, whom, spans: spansOf(asked, unitFor(asked)) }
  }
  return createApi()
    .openapi(funnelRoute, async c => {
      const funnel = c.req.valid('json')
      return c.json(await answerFunnel(store, await askedOnce(read, c.req.valid('query')), funnel), 200)
    })
    .openapi(peopleRoute, async c => {
      const { step, which, side, group, began, took, offset, limit, ...query } = c.req.valid('query')
      const asked = await askedOnce(read, query)
      const funnel = c.req.valid('json')
      checkFunnel(funnel)
      const chosen = await groupOf(store, asked, funnel, group)
      const found = await store.funnelPeople({
        ...queryOf(asked, funnel, side),
        step,
        which,
        ...{ began: parameter.readSpan(began), took: parameter.readSpan(took) },
        offset,
        limit,
        ...chosen,
      })
      return c.json(await shownMoments(store, asked.project, found), 200)
    })
    .openapi(contrastRoute, async c => {
      const { step, ...query } = c.req.valid('query')
      const funnel = c.req.valid('json')
      checkFunnel(funnel)
      const own = new Set(funnel.steps.slice(0, step + 2).map(stepName))
      const found = await store.funnelContrast({ ...queryOf(await askedOnce(read, query), funnel), step })
      // The steps themselves tell the two apart by what they are.
      const features = found.features.filter(({ name, kind }) => kind === 'frustration' || !own.has(name))
      return c.json(contrastRows({ ...found, features }), 200)
    })
}

/** `null` or a text as JSON writes it. */
export function readGroup(text: string): string | null {
  return text === 'null' ? null : text.startsWith('"') ? String(JSON.parse(text)) : text
}

export async function answerFunnel(store: Store, asked: Asked, funnel: Funnel) {
  const notices = [...asked.notices, ...checkFunnel(funnel)]
  const { project, now, sides, zone } = asked
  const spans = spansOf(asked, unitFor(asked))
  const timesOf = ({ times }: Side) => times ?? { from: asked.from, to: asked.to }
  const tallies = await Promise.all(
    sides.map(side =>
      store.funnel({ project, funnel, now, spans, ...timesOf(side), whom: whomOf(side, funnel.judged) }),
    ),
  )
  const shown = await Promise.all(
    tallies.map(async (tally, i) => {
      const whom = whomOf(sides[i]!, funnel.judged)
      const groups = await bySegments(store, {
        ...{ project, funnel, now, spans: [], whom },
        ...timesOf(sides[i]!),
      })
      return sideOf(sides[i]!.name, funnel, { ...tally, groups: groups ?? tally.groups })
    }),
  )
  const [a, b] = tallies
  const differences =
    a && b
      ? shareVerdicts(
          funnel.steps.slice(1).map((_, i) => ({
            first: [a.counts[i + 1]!, a.counts[0]!] as const,
            second: [b.counts[i + 1]!, b.counts[0]!] as const,
          })),
        )
      : []
  const unfinished = shown[0]?.unfinished ?? 0
  if (unfinished > 0) {
    notices.push(
      `${unfinished}${ofWhom(shown[0]?.name)} still have time left in the conversion window: the last step can still grow.`,
    )
  }
  const untaken = funnel.steps.filter((_, i) => tallies.every(one => one.counts[i] === 0))
  notices.push(...(await neverArrived(store, project, untaken)))
  return { sides: shown, differences, notices, zone }
}

function ofWhom(name = 'Everyone'): string {
  return name === 'Everyone' ? '' : ` of “${name}”`
}

/** Each of the segments within the one that is asked for; null when the funnel is not broken down by segments. */
async function bySegments(store: Store, query: FunnelQuery): Promise<FunnelTally['groups'] | null> {
  const { funnel, project, now } = query
  if (funnel.breakdown?.by !== 'segments') return null
  const names = new Map((await store.segments(project)).map(one => [one.id, one.name]))
  return Promise.all(
    funnel.breakdown.segments.map(async segment => {
      const also = await segmentWhom(store, project, segment, funnel, now)
      return { value: names.get(segment) ?? segment, counts: (await store.funnel({ ...query, also })).counts }
    }),
  )
}

async function segmentWhom(store: Store, project: string, segment: string, { judged }: Funnel, now: number) {
  const asked = await askedQuestion(store, project, { segment }, now)
  return { judged, ...(asked ? { question: asked.question } : {}) }
}

/** The group that a list of people is of: of a breakdown by segments, the one so called. */
async function groupOf(store: Store, asked: Asked, funnel: Funnel, text: string | undefined) {
  if (text === undefined) return {}
  const group = readGroup(text)
  if (funnel.breakdown?.by !== 'segments') return { group }
  const named = (await store.segments(asked.project)).find(one => one.name === group)
  if (!named) throw new Failure('not-found', 'There is no segment of this name.')
  return { also: await segmentWhom(store, asked.project, named.id, funnel, asked.now) }
}

function sideOf(name: string, funnel: Funnel, tally: FunnelTally): FunnelSide {
  const { counts } = tally
  const last = counts.length - 1
  const entered = counts[0]!
  return {
    name,
    entered,
    converted: counts[last]!,
    conversion: shareOf(counts[last]!, entered),
    excluded: tally.excluded,
    unfinished: tally.unfinished,
    steps: funnel.steps.map((step, i) => ({
      name: stepName(step),
      count: counts[i]!,
      dropped: i === last ? 0 : counts[i]! - counts[i + 1]!,
      ofFirst: shareOf(counts[i]!, entered),
      ofBefore: shareOf(counts[i]!, i === 0 ? counts[i]! : counts[i - 1]!),
      times: tally.times[i] ?? null,
    })),
    total: tally.total,
    trend: tally.trend,
    groups: tally.groups.map(({ value, counts: own }) => ({
      value,
      counts: own,
      conversion: shareOf(own[last]!, own[0]!),
    })),
    otherGroups: tally.otherGroups,
    enough: entered >= ENOUGH,
  }
}
