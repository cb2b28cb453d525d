import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isRecordedEvent } from '../../contract/rrweb.ts'
import { sessionFields } from '../../server/derive/session.ts'
import { startTab } from '../../server/derive/tab.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/recordings')
const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter(name => name.endsWith('.json') && name !== 'manifest.json')
  : []

test.skipIf(files.length === 0)('[D2] recordings made by other tools derive without error', () => {
  for (const name of files) {
    const events: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
    if (!Array.isArray(events)) throw new Error(`${name} is not an array of events`)
    const tab = startTab()
    for (const event of events.filter(isRecordedEvent)) tab.step(event)
    const facts = tab.facts()
    expect(facts.events, name).toBe(events.length)
    expect(facts.pages.length, name).toBeGreaterThan(0)
    expect(sessionFields([facts], 'import').duration, name).toBeGreaterThanOrEqual(0)
  }
})

test.skipIf(files.length === 0)('[D2] a real recording gives its clicks, pages and stretches', () => {
  const events: unknown = JSON.parse(readFileSync(join(FOLDER, 'rrweb-player-demo-real.json'), 'utf8'))
  if (!Array.isArray(events)) throw new Error('not an array of events')
  const tab = startTab()
  for (const event of events.filter(isRecordedEvent)) tab.step(event)
  const facts = tab.facts()
  expect(facts.clicks.length).toBe(3)
  expect(facts.clicks.every(click => click.target?.fingerprint)).toBe(true)
  expect(facts.stretches.length).toBeGreaterThan(0)
  expect(facts.to - facts.from).toBeGreaterThan(60_000)
})
