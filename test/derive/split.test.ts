import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_RULES } from '../../contract/frustration/frustration.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { startTab } from '../../server/derive/tab.ts'

const START = 1_700_000_000_000

const node = (id: number, tagName: string, childNodes: unknown[] = []) => ({
  type: 2,
  id,
  tagName,
  attributes: { class: `c${id}` },
  childNodes,
})
const snapshot = {
  node: {
    type: 0,
    id: 1,
    childNodes: [
      node(2, 'html', [
        node(3, 'body', [
          node(4, 'button', [{ type: 3, id: 5, textContent: 'Go' }]),
          node(6, 'ul'),
          node(7, 'input'),
        ]),
      ]),
    ],
  },
  initialOffset: { left: 0, top: 0 },
}

const id = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) },
  fc.integer({ min: 100, max: 110 }),
)
const incremental = fc.oneof(
  fc.record({
    source: fc.constant(2),
    type: fc.integer({ min: 0, max: 10 }),
    id,
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.nat(600),
  }),
  fc.record({ source: fc.constant(3), id, x: fc.constant(0), y: fc.nat(3000) }),
  fc.record({ source: fc.constant(5), id, text: fc.string({ maxLength: 5 }), isChecked: fc.boolean() }),
  fc.record({
    source: fc.constant(1),
    positions: fc.array(
      fc.record({ x: fc.nat(900), y: fc.nat(600), id, timeOffset: fc.integer({ min: -500, max: 0 }) }),
      { maxLength: 6 },
    ),
  }),
  fc.record({
    source: fc.constant(0),
    texts: fc.array(fc.record({ id, value: fc.string({ maxLength: 5 }) }), { maxLength: 2 }),
    attributes: fc.array(
      fc.record({
        id,
        attributes: fc.dictionary(fc.constantFrom('class', 'style', 'id'), fc.constantFrom('a', 'b', null)),
      }),
      { maxLength: 2 },
    ),
    removes: fc.array(fc.record({ parentId: id, id }), { maxLength: 1 }),
    adds: fc.array(
      fc.record({ parentId: id, nextId: fc.oneof(fc.constant(null), id), node: id.map(n => node(n, 'li')) }),
      { maxLength: 2 },
    ),
  }),
)
const event: fc.Arbitrary<Omit<RecordedEvent, 'timestamp'>> = fc.oneof(
  { weight: 12, arbitrary: incremental.map(data => ({ type: 3, data })) },
  { weight: 1, arbitrary: fc.constant({ type: 2, data: snapshot }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('/a', '/b')
      .map(path => ({ type: 4, data: { href: `https://x.test${path}`, width: 900, height: 600 } })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b').map(message => ({
      type: 5,
      data: { tag: 'segreel/failure', payload: { kind: 'uncaught', message } },
    })),
  },
)
/** A stream as a browser makes it, mostly: times go forward, and sometimes back. */
const stream = fc
  .array(
    fc.tuple(
      event,
      fc.oneof({ weight: 9, arbitrary: fc.nat(1500) }, fc.integer({ min: -3000, max: 60_000 })),
    ),
    { maxLength: 120 },
  )
  .map(steps => {
    let at = START
    const events: RecordedEvent[] = [{ type: 2, timestamp: at, data: snapshot }]
    for (const [each, by] of steps) {
      at += by
      events.push({ ...each, timestamp: at })
    }
    return events
  })

test('[D1] any split of a stream into batches gives the same facts', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(119), { maxLength: 8 }), (events, cuts) => {
      const whole = startTab()
      for (const each of events) whole.step(each)
      const split = startTab()
      events.forEach((each, i) => {
        split.step(each)
        if (cuts.includes(i)) split.facts()
      })
      expect(split.facts()).toEqual(whole.facts())
    }),
    { numRuns: 150 },
  )
})

test('[D3] events out of order, twice, missing, of unknown nodes or of any shape never throw', () => {
  const anything = fc.record({
    type: fc.integer({ min: 0, max: 7 }),
    timestamp: fc.integer({ min: -1, max: 2e12 }),
    data: fc.anything(),
  })
  const garbage = fc.record({
    type: fc.constantFrom(2, 3, 4, 5, 6),
    timestamp: fc.integer({ min: START, max: START + 1e6 }),
    data: fc.record(
      {
        source: fc.integer({ min: 0, max: 17 }),
        type: fc.anything(),
        id: fc.anything(),
        node: fc.anything(),
        adds: fc.array(fc.anything()),
        removes: fc.anything(),
        attributes: fc.array(fc.anything()),
        positions: fc.array(fc.anything()),
        ranges: fc.anything(),
        tag: fc.constantFrom(
          'segreel/context',
          'segreel/network',
          'segreel/navigation',
          'breadcrumb',
          '$pageview',
          'my error',
        ),
        plugin: fc.constantFrom('rrweb/console@1', 'rrweb/network@1'),
        payload: fc.anything(),
        href: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  })
  fc.assert(
    fc.property(
      stream,
      fc.array(fc.oneof(anything, garbage), { maxLength: 30 }),
      fc.nat(),
      (events, odd, seed) => {
        const all = [...events, ...odd, ...events.slice(0, 20)]
        // A fixed shuffle: the same seed fails the same way.
        const shuffled = all
          .map((each, i) => ({ each, key: Math.sin(seed + i) }))
          .sort((a, b) => a.key - b.key)
        const tab = startTab()
        for (const { each } of shuffled) tab.step(each)
        const facts = tab.facts()
        expect(facts.events).toBe(all.length)
        judge([facts], DEFAULT_RULES)
      },
    ),
    { numRuns: 200 },
  )
})
