import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { TabFacts } from '../../contract/facts.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { readable } from '../read/sessions.ts'
import { sessionUrl } from '../read/shape.ts'
import type { SessionRow } from '../store/port.ts'
import { playwrightTest } from './playwright.ts'
import { reportOf } from './report.ts'
import { type Step, stepsOf } from './steps.ts'

const range = z.object({
  project: parameter.project,
  tab: z.string().optional().meta({ description: 'Without it, the tab that was active in the range' }),
  from: z.coerce.number().int().min(0).default(0).meta({ description: 'ms since the session began' }),
  to: z.coerce.number().int().min(0).optional(),
})

const report = createRoute({
  method: 'get',
  path: '/sessions/{id}/report',
  summary: 'A bug report of a range: steps, environment, errors, as Markdown',
  request: {
    params: z.object({ id: z.string() }),
    query: range.extend({
      problem: z.string().max(500).optional().meta({ description: 'What is wrong, in words' }),
    }),
  },
  responses: answers(z.object({ title: z.string(), markdown: z.string() }), 'The report'),
})

const test = createRoute({
  method: 'get',
  path: '/sessions/{id}/test',
  summary: 'A range as a Playwright test',
  request: {
    params: z.object({ id: z.string() }),
    query: range.extend({ expect: z.enum(['until-fixed', 'while-it-exists']).default('until-fixed') }),
  },
  responses: answers(z.object({ name: z.string(), source: z.string() }), 'The test, TypeScript'),
})

export function handOverRoutes({ store }: Read) {
  const walk = async (origin: string, id: string, query: z.infer<typeof range>) => {
    const project = (await projectOf(store, query.project)).id
    const session = await readable(store, project, id)
    const tabs = await store.facts({ project, session: session.session })
    const from = session.startedAt + query.from
    const to = query.to === undefined ? session.endedAt : session.startedAt + query.to
    if (to <= from) throw new Failure('bad-request', 'The range ends before it begins.')
    const { tab, facts } = tabOf(tabs, query.tab, from, to)
    const link = `${origin}${sessionUrl(session.session)}?tab=${encodeURIComponent(tab)}&t=${query.from}`
    return { session, facts, from, to, link, steps: stepsOf(facts, from, to) }
  }
  return createApi()
    .openapi(report, async c => {
      const query = c.req.valid('query')
      const { facts, from, link, steps } = await walk(
        new URL(c.req.url).origin,
        c.req.valid('param').id,
        query,
      )
      const { environment } = facts
      const input = { link, environment, at: from, steps }
      return c.json(reportOf(query.problem === undefined ? input : { ...input, problem: query.problem }), 200)
    })
    .openapi(test, async c => {
      const query = c.req.valid('query')
      const found = await walk(new URL(c.req.url).origin, c.req.valid('param').id, query)
      const source = playwrightTest(found.steps, {
        title: titleOf(found.session, found.steps),
        link: found.link,
        expect: query.expect,
        viewport: found.facts.environment.viewport ?? null,
      })
      return c.json({ name: `${found.session.session}.spec.ts`, source }, 200)
    })
}

/** The tab named, or the one with the most clicks in the range. */
function tabOf(
  tabs: { tab: string; facts: TabFacts }[],
  wanted: string | undefined,
  from: number,
  to: number,
) {
  const clicks = (facts: TabFacts) => facts.clicks.filter(click => click.at >= from && click.at <= to).length
  const reaches = (facts: TabFacts) => facts.from <= to && facts.to >= from
  const found =
    wanted === undefined
      ? tabs.filter(tab => reaches(tab.facts)).sort((a, b) => clicks(b.facts) - clicks(a.facts))[0]
      : tabs.find(tab => tab.tab === wanted)
  if (!found) throw new Failure('not-found', 'No tab of this session was open in the range.')
  return found
}

function titleOf(session: SessionRow, steps: Step[]): string {
  const page = steps.findLast(
    step => step.kind === 'open' || (step.kind === 'click' && step.leadsTo !== null),
  )
  const where = page?.kind === 'open' ? page.title : page?.kind === 'click' ? (page.leadsTo?.title ?? '') : ''
  return where ? `a visit that leads to ${where}` : `a visit of session ${session.session}`
}
