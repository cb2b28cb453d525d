import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { funnelSchema } from '../../contract/behaviour/funnel.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Files } from '../../server/store/sqlite/connection.ts'
import { reads } from '../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../server/store/sqlite/write/writer.ts'
import { event } from '../store/make.ts'
import { openFiles } from '../store/open-files.ts'
import { HOUR, NOON } from './generated.ts'

let files: Files
let close: () => Promise<void>
let made = 0

beforeAll(async () => {
  ;({ files, close } = await openFiles())
})
afterAll(() => close())

const events = fc
  .uniqueArray(
    fc.record({
      id: fc.nat({ max: 300 }),
      name: fc.constantFrom('A', 'A', 'B', 'B', 'C'),
      ms: fc.constantFrom(0, 0, 0, 1, 2),
      who: fc.constantFrom('ada', 'bob'),
    }),
    { selector: ({ id }) => id, minLength: 4, maxLength: 40, size: 'max' },
  )
  .map(all =>
    all.map(({ id, name, ms, who }) =>
      event({ event: name, messageId: `m${id}`, at: NOON + ms, anonymousId: who }),
    ),
  )
const funnels = fc
  .record({
    steps: fc.array(
      fc.constantFrom('A', 'B').map(name => ({ kind: 'event' as const, event: name })),
      { minLength: 2, maxLength: 3 },
    ),
    attempts: fc.constantFrom('best', 'first', 'every'),
  })
  .map(made => funnelSchema.parse({ ...made, order: 'strict', judged: 'asked' }))

test('[U5] strict: of what many did at one time, only what lies between two of them by its id is between them', async () => {
  const writes = factWrites(files).handlers
  const read = reads(files)
  const property = fc.asyncProperty(events, fc.array(funnels, { minLength: 3 }), async (data, asked) => {
    made += 1
    const project = `project-${made}`
    const memory = openMemory()
    await memory.putEvents(project, data)
    files.facts.transaction(() => writes.putEvents(project, data))()
    for (const funnel of asked) {
      const times = { from: NOON, to: NOON + HOUR, now: NOON + HOUR, spans: [NOON] }
      const query = { project, funnel, whom: { judged: 'asked' as const }, ...times }
      expect(read.funnel(query)).toEqual(await memory.funnel(query))
    }
  })
  await fc.assert(property, { numRuns: 150, interruptAfterTimeLimit: 10_000 })
})
