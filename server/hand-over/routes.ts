import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import type { TabFacts } from '../../contract/facts.ts'
import { reportDeliverySchema } from '../../contract/report-hook.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { readable } from '../read/sessions.ts'
import { sessionUrl } from '../read/shape.ts'
import type { SessionRow } from '../store/port.ts'
import { playwrightTest } from './playwright.ts'
import { reportOf } from './report.ts'
import type { ReportCourier } from './report-courier.ts'
import { addDelivery, deliveriesOf, shownDelivery, tryAgain } from './report-deliveries.ts'
import { reportHookOf } from './report-hook.ts'
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

const sendReport = createRoute({
  method: 'post',
  path: '/sessions/{id}/report/send',
  summary: "Send a bug report of a range to the project's address, signed; tried again until it arrives",
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ project: parameter.project }),
    body: jsonBody(
      range.omit({ project: true }).extend({
        problem: z.string().max(500).optional(),
        png: z.base64().max(3_000_000).optional().meta({ description: 'A picture of the page, as base64' }),
      }),
    ),
  },
  responses: answers(reportDeliverySchema, 'What became of the first attempt'),
})
const deliveries = createRoute({
  method: 'get',
  path: '/report-deliveries',
  summary: 'Bug reports that were sent, newest first, of a session or of all',
  request: { query: z.object({ project: parameter.project, session: z.string().optional() }) },
  responses: answers(listOf(reportDeliverySchema), 'Reports'),
})
const again = createRoute({
  method: 'post',
  path: '/report-deliveries/{id}/again',
  summary: 'Try a bug report that was given up once more',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
  responses: answers(reportDeliverySchema, 'What became of it'),
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

export function handOverRoutes({ store, now }: Read, reports: Pick<ReportCourier, 'deliver'>) {
  const walk = async (origin: string, id: string, query: z.infer<typeof range>) => {
    const project = (await projectOf(store, query.project)).id
    const session = await readable(store, project, id)
    const tabs = await store.facts({ project, session: session.session })
    const from = session.startedAt + query.from
    const to = query.to === undefined ? session.endedAt : session.startedAt + query.to
    if (to <= from) throw new Failure('bad-request', 'The range ends before it begins.')
    const { tab, facts } = tabOf(tabs, query.tab, from, to)
    const link = `${origin}${sessionUrl(session.session)}?tab=${encodeURIComponent(tab)}&t=${query.from}`
    return { project, session, facts, from, to, link, steps: stepsOf(facts, from, to) }
  }
  const deliveryOf = async (project: string, id: string) => {
    const found = (await deliveriesOf(store, project)).find(({ row }) => row.id === id)
    if (!found) throw new Failure('not-found', 'There is no such report any more.')
    return found
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
    .openapi(sendReport, async c => {
      const { png, problem, ...query } = c.req.valid('json')
      const found = await walk(new URL(c.req.url).origin, c.req.valid('param').id, {
        ...query,
        project: c.req.valid('query').project,
      })
      const { project, session, facts, from, to, link, steps } = found
      if (!(await reportHookOf(store, project))) {
        throw new Failure('bad-request', 'No address is set that reports are sent to.')
      }
      const { environment } = facts
      const written = reportOf({ link, environment, at: from, steps, ...(problem ? { problem } : {}) })
      const id = `report_${randomUUID().replaceAll('-', '').slice(0, 16)}`
      const body = JSON.stringify({
        ...{ id, kind: 'bug-report', project, session: session.session, link, ...written },
        ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), environment },
        picture: png === undefined ? null : { type: 'image/png', base64: png },
      })
      await addDelivery(store, project, id, { session: session.session, title: written.title, body }, now())
      await reports.deliver()
      const { row, delivery } = await deliveryOf(project, id)
      return c.json(shownDelivery(row, delivery), 200)
    })
    .openapi(deliveries, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const items = (await deliveriesOf(store, project))
        .filter(({ delivery }) => query.session === undefined || delivery.session === query.session)
        .map(({ row, delivery }) => shownDelivery(row, delivery))
        .reverse()
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(again, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { id } = c.req.valid('param')
      const before = await deliveryOf(project, id)
      if (before.delivery.state === 'failed') await tryAgain(store, before.row, before.delivery, now())
      await reports.deliver()
      const { row, delivery } = await deliveryOf(project, id)
      return c.json(shownDelivery(row, delivery), 200)
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
