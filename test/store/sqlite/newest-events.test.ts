import { expect, test } from 'vitest'
import { SOURCES } from '../../../contract/event.ts'
import { openMemory } from '../../../server/store/memory/open.ts'
import type { EventQuery } from '../../../server/store/port.ts'
import { closeFiles, openForReading, openForWriting } from '../../../server/store/sqlite/connection.ts'
import { packer } from '../../../server/store/sqlite/lanes/pack.ts'
import { reads } from '../../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../../server/store/sqlite/write/writer.ts'
import { makeFolder, removeFolder } from '../folder.ts'
import { event, PROJECT, T0 } from '../make.ts'

const COUNT = 90
const NAMES = ['Clicked', 'Bought', 'Left']
const DAY_MS = 86_400_000

test('[S13] in lanes, in rows or in both: the newest events, their tallies and what is too old are those of the definition', async () => {
  const folder = await makeFolder()
  const written = openForWriting(folder)
  const read = openForReading(folder)
  const memory = openMemory()
  const writes = factWrites(written).handlers
  const ask = reads(read)
  const pack = packer(written.facts, written.lanes)
  // A slice has room for 65,536 events: here it is left after a few.
  const skip = written.facts.prepare("UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'event'")

  const put = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      // Many at one time, some of long ago stored late, ids of each form; few who say who they are.
      const one = event({
        messageId: i % 3 === 0 ? `00000000-0000-4000-8000-${String(i).padStart(12, '0')}` : `${i}-of-a-visit`,
        at: T0 + ((i * 7) % 5) * (DAY_MS / 2) + (i % 4),
        source: SOURCES[i % 3]!,
        anonymousId: `anonymous-${i % 6}`,
        ...(i % 10 === 0
          ? { type: 'identify' as const, userId: `user-${i % 3}`, traits: { plan: `p${i}` } }
          : { event: NAMES[i % 3]! }),
      })
      expect(writes.putEvents(PROJECT, [one, one])).toEqual(['stored', 'duplicate'])
      await memory.putEvents(PROJECT, [one])
      skip.run()
    }
  }
  const pages = async (query: Omit<EventQuery, 'project' | 'limit'>) => {
    let cursor: string | undefined
    do {
      const asked = { project: PROJECT, limit: 7, ...query, ...(cursor === undefined ? {} : { cursor }) }
      const page = await memory.events(asked)
      expect(ask.events(asked).items).toEqual(page.items)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
  }
  const check = async () => {
    await pages({})
    await pages({ event: 'Bought' })
    await pages({ since: T0 + DAY_MS })
    await pages({ message: '7-of-a-visit' })
    for (const span of [{}, { from: T0 + DAY_MS / 2 + 1, to: T0 + DAY_MS + 3 }]) {
      const asked = { project: PROJECT, limit: 5, ...span }
      expect(ask.eventTallies(asked)).toEqual(await memory.eventTallies(asked))
      const named = { ...asked, name: 'Clicked', named: true }
      expect(ask.eventsNamed(named)).toEqual(await memory.eventsNamed(named))
    }
  }

  await put(0, COUNT / 2)
  await check()
  while (pack());
  await check()
  await put(COUNT / 2, COUNT)
  await check()
  while (pack());
  await check()
  for (let gone = 1; gone > 0; ) {
    gone = await memory.deleteEventsBefore(PROJECT, T0 + DAY_MS, 4)
    expect(writes.deleteEventsBefore(PROJECT, T0 + DAY_MS, 4)).toBe(gone)
  }
  await check()
  while (pack());
  await check()
  closeFiles(read)
  closeFiles(written)
  await removeFolder(folder)
})
