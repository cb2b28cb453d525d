import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ledger } from '../../contract/destination.ts'
import {
  type Delivery,
  due,
  EMPTY,
  GIVE_UP_MS,
  replay,
  settle,
  take,
} from '../../server/destinations/ledger.ts'

function balance({ received, delivered, waiting, failed }: Ledger): number {
  return received - delivered - waiting.length - failed.length
}

const step = fc.oneof(
  fc.record({ do: fc.constant('take' as const), n: fc.nat(5), filtered: fc.nat(3) }),
  fc.record({
    do: fc.constant('settle' as const),
    outcomes: fc.array(fc.constantFrom<Delivery['kind']>('delivered', 'later', 'never')),
  }),
  fc.record({ do: fc.constant('replay' as const), all: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(GIVE_UP_MS) }),
)

test('[X2] received = delivered + waiting + failed, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      let ledger = EMPTY
      let now = 0
      let made = 0
      for (const one of steps) {
        if (one.do === 'take') {
          ledger = take(
            ledger,
            Array.from({ length: one.n }, () => `m${made++}`),
            one.filtered,
            'place',
            now,
          )
        } else if (one.do === 'settle') {
          const waiting = due(ledger, now)
          const results = new Map(
            one.outcomes
              .slice(0, waiting.length)
              .map((kind, i): [string, Delivery] => [
                waiting[i]!.messageId,
                kind === 'delivered' ? { kind } : { kind, error: 'x' },
              ]),
          )
          ledger = settle(ledger, results, now, () => 0.5)
        } else if (one.do === 'replay') {
          ledger = replay(
            ledger,
            one.all ? undefined : ledger.failed.slice(0, 1).map(letter => letter.messageId),
            now,
          )
        } else {
          now += one.ms
        }
        expect(balance(ledger)).toBe(0)
      }
    }),
  )
})

test('[X3] an event is tried with growing waits for four hours, then it is a dead letter', () => {
  let ledger = take(EMPTY, ['m'], 0, null, 0)
  const tries: number[] = []
  for (let now = 0; ledger.waiting.length > 0; now = ledger.waiting[0]?.nextAt ?? now) {
    tries.push(now)
    ledger = settle(ledger, new Map([['m', { kind: 'later', error: 'It answered 503.' }]]), now, () => 1)
  }
  expect(tries.slice(0, 5)).toEqual([0, 2_000, 6_000, 14_000, 30_000])
  expect(tries.at(-1)).toBeGreaterThanOrEqual(GIVE_UP_MS)
  expect(ledger.failed).toMatchObject([{ messageId: 'm', attempts: tries.length, error: 'It answered 503.' }])
  expect(replay(ledger, ['m'], 9).waiting).toMatchObject([{ messageId: 'm', firstAt: 9, attempts: 0 }])
})
