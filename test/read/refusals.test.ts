import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sentenceOf } from '../../contract/problem-words.ts'
import { openApp } from '../app.ts'

let app: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

const event = (name: string) => ({ kind: 'event', event: name })

test.each([
  [
    '/api/behaviour/funnel',
    { steps: [event('A'), event('B')], windowMs: 0 },
    'The conversion window must be longer than nothing (windowMs).',
  ],
  [
    '/api/behaviour/funnel',
    { steps: [event('A'), event('B')], windowMs: 1.5 },
    'Give “windowMs” as a whole number.',
  ],
  ['/api/behaviour/funnel', {}, 'Give “steps”: it is missing, and has to be a list.'],
  [
    '/api/behaviour/funnel',
    { steps: [{ kind: 'tap' }, event('B')] },
    'Give “steps.0.kind” as one of event, page, click, session.',
  ],
  ['/api/behaviour/funnel', { steps: [event(''), event('B')] }, 'Choose an event (steps.0.event).'],
  [
    '/api/behaviour/funnel',
    { steps: [event('A'), event('B')], within: 3 },
    'Leave out “within”: nothing of this name is known in what was sent.',
  ],
  ['/api/heatmaps?width=desktop', null, 'Give “page”: it is missing, and has to be a text.'],
  [
    '/api/heatmaps?page=/&width=wide',
    null,
    'Give “width” as phone, tablet, desktop, or two window widths in px, the smaller first, as 320-480.',
  ],
  [
    '/api/heatmaps?page=/&kind=hot',
    null,
    'Give “kind” as one of clicks, taps, rage, dead, error, first, last, moves, scroll, attention.',
  ],
  ['/api/sessions?limit=0', null, 'Give “limit” as a number of at least 1.'],
  ['/api/sessions?from=soon', null, 'Give “from” as epoch milliseconds or an ISO date.'],
  [
    '/api/segments',
    { name: 'X', definition: { version: 1, subject: 'person', where: { kind: 'list' } } },
    'The segment cannot be used. Give “id”: it is missing, and has to be a text. (where.id)',
  ],
  [
    '/api/behaviour/funnel',
    '{"steps":',
    'What was sent is not JSON: check it for a bracket or a quotation mark that is missing.',
  ],
])('[Q1] %s says what to do, and the name of the field where it helps', async (path, body, message) => {
  const sent =
    body === null ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const answer = await app.ask(path, sent)
  expect([answer.status, answer.body.error.message]).toEqual([400, message])
})

test('[Q1] whatever a schema finds wrong is a sentence that begins with what to do', () => {
  const schema = z.strictObject({
    name: z.string().min(2).max(3),
    list: z.array(z.string()).min(1),
    on: z.boolean(),
    of: z.union([z.string(), z.number()]),
    when: z.iso.date(),
    one: z.literal('one'),
  })
  const wrong = { name: 'a', list: [], on: 'yes', of: null, when: 'soon', one: 'two', more: 1 }
  const found = schema.safeParse(wrong).error?.issues.map(issue => sentenceOf(issue))
  expect(found).toEqual([
    'Give “name” as a text of at least 2 letters.',
    'Give “list” as a list of at least 1.',
    'Give “on” as true or false.',
    'Give “of” as one of its kinds.',
    'Give “when” in its form.',
    'Give “one” as one.',
    'Leave out “more”: nothing of this name is known in what was sent.',
  ])
})
