import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { AnalyticsEvent, List } from '../../contract/api.ts'
import { batchQuery } from '../../contract/batch.ts'
import { eventually, type RunningServer, startServer } from '../running-server.ts'

const KILLS = 20
const EVENTS_AT_ONCE = 4

test('[B7] what was acknowledged survives kill -9 of the server, twenty times', async () => {
  const data = mkdtempSync(join(tmpdir(), 'segreel-kill-'))
  const batches = new Set<number>()
  const messages = new Set<string>()
  try {
    for (let round = 0; round < KILLS; round++) {
      const server = await startServer({ SEGREEL_DATA: data })
      const sending = Promise.all([
        sendBatches(server, round, batches),
        ...Array.from({ length: EVENTS_AT_ONCE }, (_, i) => sendEvents(server, `${round}-${i}`, messages)),
      ])
      // Killed in the middle of it: after so many acknowledgements, a different number each time.
      const before = batches.size + messages.size
      await eventually(
        async () => batches.size + messages.size >= before + 1 + ((round * 7) % 23),
        'acknowledgements',
      )
      server.process.kill('SIGKILL')
      await once(server.process, 'exit')
      await sending
    }
    const server = await startServer({ SEGREEL_DATA: data })
    await eventually(
      async () => (await server.api<{ waiting: number }>('/derivation')).waiting === 0,
      'derivation',
    )
    const recorded = await server.api<{ timestamp: number }[]>('/sessions/session-killed/events')
    const numbers = recorded.map(event => event.timestamp - START)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect([...batches].filter(seq => !numbers.includes(seq))).toEqual([])
    const stored = await everyMessage(server)
    expect(new Set(stored).size).toBe(stored.length)
    const known = new Set(stored)
    expect([...messages].filter(id => !known.has(id))).toEqual([])
    expect(batches.size).toBeGreaterThan(KILLS / 2)
    expect(messages.size).toBeGreaterThan(KILLS / 2)
    await server.stop()
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}, 300_000)

const START = Date.now() - 3_600_000

async function sendBatches(server: RunningServer, round: number, acknowledged: Set<number>): Promise<void> {
  for (let i = 0; ; i++) {
    const seq = round * 1000 + i
    const query = batchQuery({
      writeKey: server.writeKey,
      session: 'session-killed',
      tab: 'tab-killed',
      seq,
      anonymousId: 'anon-killed',
      startedAt: START,
      from: START + seq,
      to: START + seq,
      sentAt: Date.now(),
      events: 1,
      lost: 0,
    })
    const event = {
      type: 4,
      timestamp: START + seq,
      data: { href: 'https://shop.test/', width: 1, height: 1 },
    }
    const sent = await post(`${server.origin}/v1/recording?${query}`, gzipSync(JSON.stringify([event])), {})
    if (!sent) return
    acknowledged.add(seq)
  }
}

async function sendEvents(server: RunningServer, name: string, acknowledged: Set<string>): Promise<void> {
  const headers = {
    authorization: `Basic ${Buffer.from(`${server.writeKey}:`).toString('base64')}`,
    'content-type': 'application/json',
  }
  for (let i = 0; ; i++) {
    const messageId = `killed-${name}-${i}`
    const body = JSON.stringify({
      messageId,
      event: 'Survived',
      anonymousId: 'anon-killed',
      properties: { i },
    })
    if (!(await post(`${server.origin}/v1/track`, body, headers))) return
    acknowledged.add(messageId)
  }
}

/** Whether it was acknowledged; false once the server is gone. */
async function post(url: string, body: BodyInit, headers: Record<string, string>): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'POST', body, headers })
    return answer.ok
  } catch {
    return false
  }
}

async function everyMessage(server: RunningServer): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: List<AnalyticsEvent> = await server.api(`/events?event=Survived&limit=1000${from}`)
    ids.push(...page.items.map(one => one.messageId))
    cursor = page.next
  } while (cursor !== null)
  return ids
}
