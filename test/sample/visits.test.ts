import { stat } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { ID_PATTERN } from '../../contract/batch.ts'
import type { NewEvent } from '../../contract/event.ts'
import { EventType, type RecordedEvent } from '../../contract/rrweb.ts'
import { makePeople } from '../../server/sample/make/people.ts'
import { seed } from '../../server/sample/make/plan.ts'
import { type RecordedVisit, readAbout, readVisits, visitFile } from '../../server/sample/visit-file.ts'

const about = readAbout()
// What is checked of each visit; the recordings themselves would fill the memory.
interface Sight {
  visit: Omit<RecordedVisit, 'batches'>
  tabs: Map<string, RecordedEvent[]>
  seqs: Map<string, number[]>
  secrets: string[]
}

const sights: Sight[] = []
const analytics: NewEvent[] = []
const typed = ['4242424242424242', '424242424242', 'correct-horse', 'Winding Lane', 'Riverton']
const secrets = [...typed, ...makePeople(seed).flatMap(({ name, email }) => [name, email])]

beforeAll(async () => {
  for await (const line of readVisits()) {
    const { batches, ...visit }: RecordedVisit = JSON.parse(line)
    const recording = JSON.stringify(batches)
    const tabs = new Map<string, RecordedEvent[]>()
    const seqs = new Map<string, number[]>()
    for (const { tab, seq, events } of batches) {
      seqs.set(tab, [...(seqs.get(tab) ?? []), seq])
      // only the beginning: enough to see the snapshot
      if (!tabs.has(tab)) tabs.set(tab, events.slice(0, 4))
    }
    sights.push({ visit, tabs, seqs, secrets: secrets.filter(secret => recording.includes(secret)) })
    analytics.push(...visit.analytics)
  }
}, 60_000)

function count(name: string): number {
  return analytics.filter(({ event }) => event === name).length
}

describe('the sample file', () => {
  it('has at most 5 MB', async () => {
    expect((await stat(visitFile)).size).toBeLessThanOrEqual(5_000_000)
  })

  it('holds at least 300 sessions of 80 people over four weeks', () => {
    expect(sights.length).toBe(about.visits)
    expect(sights.length).toBeGreaterThanOrEqual(300)
    expect(new Set(sights.map(({ visit }) => visit.anonymousId)).size).toBeGreaterThanOrEqual(80)
    const starts = sights.map(({ visit }) => visit.startedAt)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(about.end - Math.min(...starts)).toBeGreaterThan(27 * 24 * 3_600_000)
  })

  it('begins every tab with a full snapshot, and numbers its batches without a gap', () => {
    for (const { tabs, seqs } of sights) {
      for (const events of tabs.values()) {
        const types = events.map(({ type }) => type)
        expect(types.filter(type => type !== EventType.Custom).slice(0, 2)).toEqual([
          EventType.Meta,
          EventType.FullSnapshot,
        ])
      }
      for (const numbers of seqs.values()) expect(numbers).toEqual(numbers.map((_, index) => index))
    }
  })

  it('holds nothing in its recordings that a visitor typed about themselves', () => {
    expect(sights.filter(sight => sight.secrets.length > 0).map(sight => sight.secrets)).toEqual([])
  })

  it('can be told apart by its ids, which the product accepts', () => {
    for (const { visit, seqs } of sights) {
      for (const id of [visit.session, ...seqs.keys()]) expect(id).toMatch(ID_PATTERN)
      expect(visit.session).toMatch(/^sample-/)
      expect(visit.anonymousId).toMatch(/^sample-/)
    }
    expect(new Set(analytics.map(({ messageId }) => messageId)).size).toBe(analytics.length)
    for (const { messageId, userId, groupId, source } of analytics) {
      expect(messageId).toMatch(/^sample-/)
      if (userId !== undefined) expect(userId).toMatch(/^sample-/)
      if (groupId !== undefined) expect(groupId).toMatch(/^sample-/)
      expect(source).toBe('sample')
    }
  })

  it('tells a story: sign-ups, stuck set-ups, purchases, and coupons that fail for many', () => {
    expect(count('Signup Completed')).toBeGreaterThanOrEqual(15)
    expect(count('Signup Started')).toBeGreaterThanOrEqual(count('Signup Completed'))
    expect(count('Checkout Started')).toBeGreaterThan(count('Order Completed'))
    expect(count('Order Completed')).toBeGreaterThanOrEqual(30)
    expect(count('Store Connection Failed')).toBeGreaterThanOrEqual(16)
    expect(count('Coupon Denied')).toBeGreaterThan(count('Coupon Applied'))
    const enterprise = analytics
      .filter(({ properties }) => properties.planCode === 'enterprise')
      .map(({ userId }) => userId)
    expect(enterprise.length).toBeGreaterThanOrEqual(4)
    const activated = analytics.filter(({ event }) => event === 'Standing Order Created')
    expect(activated.length).toBeGreaterThan(20)
    expect(activated.filter(({ userId }) => enterprise.includes(userId))).toEqual([])
  })
})
