import { describe, expect, it } from 'vitest'
import { type Entry, factEntries, inTime, lastEntryAt } from '../../../viewer/player/entries.ts'
import { rowsOf } from '../../../viewer/player/panels.ts'
import { signalEntries } from '../../../viewer/player/signals.ts'
import { fakeData } from '../fake-data.ts'

const entry = (at: number, kind: Entry['kind'] = 'event', title = `at ${at}`): Entry => ({
  id: `${kind}${at}`,
  kind,
  at,
  title,
})

describe('[V24] the panels are in step with the replay', () => {
  it('knows the last thing that happened, also before the first', () => {
    const list = [entry(10), entry(20), entry(20, 'click'), entry(30)]
    expect(lastEntryAt(list, 5)).toBe(-1)
    expect(lastEntryAt(list, 20)).toBe(2)
    expect(lastEntryAt(list, 1000)).toBe(3)
    expect(lastEntryAt([], 5)).toBe(-1)
  })

  it('shows each panel its kinds, narrowed by words', () => {
    const list = [
      entry(1, 'console', 'coupon denied'),
      entry(2, 'network', 'GET /coupon'),
      entry(3, 'console', 'ready'),
    ]
    expect(rowsOf(list, 'console', '').map(one => one.at)).toEqual([1, 3])
    expect(rowsOf(list, 'console', ' Coupon ').map(one => one.at)).toEqual([1])
  })

  it('lists what the facts tell in time, a silent click as such', () => {
    const session = fakeData({ sessions: 1 }).sessions[0]
    const entries = inTime(session ? factEntries(session) : [])
    expect(entries.map(one => one.at)).toEqual(entries.map(one => one.at).toSorted((a, b) => a - b))
    expect(entries.find(one => one.kind === 'click')?.note).toBe('button · nothing happened')
  })
})

describe('[V25] a recording is untrusted: what is shown of it is text', () => {
  const custom = (name: string, payload: unknown) => ({
    type: 5 as const,
    timestamp: 100,
    data: { tag: `segreel/${name}`, payload },
  })

  it('reads console and network lines', () => {
    const payload = {
      kind: 'fetch',
      method: 'GET',
      url: 'http://a.example/x?y=1',
      status: 0,
      startedAt: 40,
      duration: 20,
    }
    const found = signalEntries(
      [custom('console', { level: 'error', args: ['<b>no</b>', '1'] }), custom('network', payload)],
      'tab',
      5,
    )
    expect(found[0]).toMatchObject({ kind: 'console', title: '<b>no</b> 1', tone: 'bad', at: 100 })
    expect(found[1]).toMatchObject({
      kind: 'network',
      title: 'GET /x?y=1',
      figure: 'no answer',
      tone: 'bad',
      at: 45,
    })
  })

  it('survives payloads of any shape', () => {
    const odd = [
      null,
      7,
      'x',
      [],
      {},
      { args: null, level: {} },
      { status: '200', url: 1, duration: Number.NaN },
    ]
    for (const name of ['console', 'network', 'vital', 'unknown']) {
      expect(() =>
        signalEntries(
          odd.map(payload => custom(name, payload)),
          'tab',
          0,
        ),
      ).not.toThrow()
    }
  })

  it('reads the console plugin of other rrweb recorders', () => {
    const plugin = {
      type: 6 as const,
      timestamp: 1,
      data: {
        plugin: 'rrweb/console@1',
        payload: { level: 'warn', payload: ['"careful"'], trace: ['a.js:1'] },
      },
    }
    expect(signalEntries([plugin], 'tab', 0)[0]).toMatchObject({
      title: '"careful"',
      tone: 'warn',
      more: 'a.js:1',
    })
  })
})
