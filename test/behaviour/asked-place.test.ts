import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
/** A Monday. */
const NOON = Date.UTC(2026, 9, 5, 12)
let app: Awaited<ReturnType<typeof openApp>>

beforeAll(async () => {
  app = await openApp()
  const ids = { anonymousId: 'visitor', sessionId: 'visit' }
  const made = {
    ...batch({ session: ids.sessionId, anonymousId: ids.anonymousId, from: NOON, to: NOON + HOUR }),
    project: 'main',
  }
  await app.store.putBatch(made)
  await app.store.putDerived(
    derived(made, {}, [
      { at: NOON, path: '/' },
      { at: NOON + 1_000, path: '/cart' },
    ]),
  )
  await app.store.putEvents('main', [
    event({ ...ids, event: 'Signed Up', at: NOON, properties: { plan: 'pro' } }),
    event({ ...ids, event: 'Paid', at: NOON + HOUR }),
  ])
})
afterAll(() => app.close())

const signUp = { kind: 'event', event: 'Signed Up' }
const paid = { kind: 'event', event: 'Paid' }
const ask = (path: string, body: unknown, query: string) =>
  app.ask(`/api/behaviour/${path}?from=${NOON}&to=${NOON + 7 * DAY}&${query}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
const refused = async (path: string, body: unknown, query: string, status = 400): Promise<string> => {
  const answer = await ask(path, body, query)
  expect([query, answer.status]).toEqual([query, status])
  return answer.body.error.message
}

test('[U17] who is behind a step that the funnel does not have is refused, with the steps it has', async () => {
  const funnel = { steps: [signUp, paid] }
  const people = (query: string) => refused('funnel/people', funnel, query)
  expect(await people('step=9')).toBe('This funnel has 2 steps, counted from 0: give “step” as 0 to 1.')
  expect(await people('step=-1')).toBe('Give “step” as a number of at least 0.')
  expect(await people('step=1&which=dropped')).toBe(
    'After the last step nobody leaves or goes on: give “step” as 0.',
  )
  expect(await people('step=1&which=went-on')).toMatch(/^After the last step/)
  expect(await people('step=0&which=left')).toBe('Give “which” as one of reached, dropped, went-on.')
  expect(await people('step=0&side=1')).toBe(
    'Nothing is compared here: give “side” as 0, or say in “compare” with whom to compare.',
  )
  expect(await people('step=0&side=2')).toBe('Give “side” as a number of at most 1.')
  expect(await people('step=0&group="pro"')).toBe(
    'This funnel is not broken down: leave out “group”, or say in “breakdown” by what.',
  )
  expect(await people('step=0&began=9-5')).toBe('The span 9-5 holds nothing: give its smaller number first.')
  expect(await people('step=0&which=dropped&took=5-9')).toMatch(/^Who left took no time to the last step/)
  const grouped = { ...funnel, breakdown: { by: 'property', path: ['plan'] } }
  expect(await refused('funnel/people', grouped, 'step=0&group="pro')).toMatch(/^Give “group” as JSON/)
  expect((await ask('funnel/people', grouped, 'step=0&group="pro"')).body.total).toBe(1)
  expect(await refused('funnel/differences', funnel, 'step=1')).toMatch(/^After the last step/)
  expect(await refused('funnel/differences', funnel, 'step=9')).toMatch(/^This funnel has 2 steps/)
})

test('[U17] a group of segments that the breakdown does not name is refused, with those it names', async () => {
  const saved = async (name: string) => {
    const where = { kind: 'field', field: 'country', is: { op: 'is', values: ['AT'] } }
    const body = JSON.stringify({ name, definition: { version: 1, subject: 'session', where } })
    return (await app.ask('/api/segments', { method: 'POST', body })).body.id
  }
  const segments = [await saved('Austria')]
  await saved('Other')
  const funnel = { steps: [signUp, paid], breakdown: { by: 'segments', segments } }
  expect(await refused('funnel/people', funnel, 'step=0&group="Other"', 404)).toBe(
    'None of the segments of the breakdown is called “Other”: give “group” as “Austria”.',
  )
})

test('[U17] a cell that the retention does not have is refused', async () => {
  const retention = { begin: signUp, back: paid, unit: 'day', periods: 2 }
  const people = (query: string) => refused('retention/people', retention, query)
  expect(await people('column=3')).toBe(
    'This retention has 3 columns, counted from 0: give “column” as 0 to 2.',
  )
  expect(await people('column=0&which=dropped')).toMatch(/^Give “which” as one of kept, lost/)
  expect(await people('column=0&side=1')).toMatch(/^Nothing is compared here/)
  expect(await people(`column=0&cohort=${NOON}`)).toBe(
    `No day of these dates begins at ${NOON}: give “cohort” as the “at” of a row of the answer, or leave it out.`,
  )
  const { body } = await ask('retention', retention, '')
  const [row] = body.sides[0].rows
  expect((await ask('retention/people', retention, `column=0&cohort=${row.at}`)).body.total).toBe(1)
})

test('[U17] a series that the trend does not have is refused', async () => {
  const trend = { series: [{ measure: 'events', step: signUp }] }
  const people = (query: string) => refused('trend/people', trend, query)
  expect(await people('series=1')).toBe('This trend has 1 series, counted from 0: give “series” as 0.')
  expect(await people('series=0&side=1')).toMatch(/^Nothing is compared here/)
  expect(await people('series=0&group=pro')).toMatch(/^This trend is not broken down/)
})

test('[U17] a place that the paths do not have is refused', async () => {
  const flow = { columns: 4 }
  const people = (query: string) => refused('paths/people', flow, query)
  expect(await people('column=4&node=0')).toBe(
    'This flow has 4 columns, counted from 0: give “column” as 0 to 3.',
  )
  expect(await people('column=1&node=5')).toBe('Column 1 has 1 place, counted from 0: give “node” as 0.')
  expect(await people('column=3&node=0')).toBe('No session gets as far as column 3: give a column before it.')
  expect(await people('column=0&node=0&next=7')).toBe(
    'Column 1 has 1 place, counted from 0: give “next” as 0.',
  )
  expect(await people('column=3&node=0&next=0')).toMatch(/^Behind the last column/)
  expect(await people('column=0&node=0&side=1')).toMatch(/^Nothing is compared here/)
  expect((await ask('paths/people', flow, 'column=1&node=0')).body.total).toBe(1)
})
