import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  type Funnel,
  type FunnelSide,
  funnelAnswerSchema,
  funnelSchema,
} from '../../../contract/behaviour/funnel.ts'
import { stepName } from '../../../contract/behaviour/step-words.ts'
import type { FunnelTally } from '../../behaviour/funnel.ts'
import type { FunnelQuery } from '../../behaviour/passages.ts'
import { ENOUGH } from '../../statistics/power.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { askedQuestion } from '../question.ts'
import { type Asked, type Side, spansOf, unitFor, whomOf } from './ask.ts'
import { askedOnce, askingOnce } from './before-after.ts'
import { checkFunnel } from './check-funnel.ts'
import { neverArrived } from './never-arrived.ts'
import { shareOf, shareVerdicts } from './verdict.ts'

const body = { content: { 'application/json': { schema: funnelSchema } }, required: true }

const funnelRoute = createRoute({
  method: 'post',
  path: '/behaviour/funnel',
  summary: 'How many of a segment get from step to step, beside those it is compared with',
  request: { query: z.object(askingOnce), body },
  responses: answers(funnelAnswerSchema, 'The funnel'),
})

export function funnelRoutes(read: Read) {
  return createApi().openapi(funnelRoute, async c => {
    const funnel = c.req.valid('json')
    return c.json(await answerFunnel(read.store, await askedOnce(read, c.req.valid('query')), funnel), 200)
  })
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

/** Whom one of the segments of a breakdown holds. */
export async function segmentWhom(
  store: Store,
  project: string,
  segment: string,
  { judged }: Funnel,
  now: number,
) {
  const asked = await askedQuestion(store, project, { segment }, now)
  return { judged, ...(asked ? { question: asked.question } : {}) }
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
      ofFirst: own.map(reached => shareOf(reached, own[0]!)),
    })),
    otherGroups: tally.otherGroups,
    enough: entered >= ENOUGH,
  }
}
