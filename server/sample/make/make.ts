// Makes the sample data anew: node server/sample/make/make.ts [how many people]
// Simulated visitors use the demo shop in Chromium, recorded by the real recorder.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findChromium } from '../../launch/chromium.js'
import { type About, aboutFile, type RecordedVisit, visitFile, windowLog } from '../visit-file.ts'
import { Collector } from './collector.ts'
import { host, origin } from './host.ts'
import { type Itinerary, makePlan, seed } from './plan.ts'
import { recordPerson } from './record-visit.ts'
import { startShop } from './shop-server.ts'

// a visit waits a lot for frames: more than a small machine has cores
const browsers = 3
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
// one file a person: a run that was interrupted goes on where it was
const partsFolder = new URL('../../../.cache/sample/', import.meta.url)

async function buildRecorder(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'segreel-recorder-'))
  for (const mode of ['stub', 'capture']) await build({ mode, logLevel: 'warn', build: { outDir } })
  return outDir
}

async function recordAll(plan: Itinerary[], executablePath: string): Promise<RecordedVisit[]> {
  const collector = new Collector()
  const releases = [...new Set(plan.flatMap(({ visits }) => visits.map(({ release }) => release)))]
  const shop = await startShop(collector, await buildRecorder(), releases)
  const waiting = [...plan]
  const recorded: RecordedVisit[] = []

  const launch = () =>
    chromium.launch({
      executablePath,
      args: [...flags, `--host-resolver-rules=MAP ${host}:80 127.0.0.1:${shop.port}`],
    })

  async function record(itinerary: Itinerary): Promise<RecordedVisit[]> {
    const part = new URL(`${itinerary.person.anonymousId}.json`, partsFolder)
    for (let tries = 1; !existsSync(part); tries += 1) {
      const browser = await launch()
      try {
        await writeFile(part, JSON.stringify(await recordPerson(browser, collector, itinerary)))
      } catch (error) {
        // A browser under load may hang or die; the same visits go well in the next.
        if (tries === 3) throw error
        console.warn(itinerary.person.anonymousId, 'is tried again:', error)
      } finally {
        await browser.close()
      }
    }
    return JSON.parse(await readFile(part, 'utf8'))
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      recorded.push(...(await record(next)))
      const { person, visits } = next
      console.log(`${person.habit} ${person.name}: ${visits.length}, ${waiting.length} people left`)
    }
  }

  await mkdir(partsFolder, { recursive: true })
  await Promise.all(Array.from({ length: browsers }, work))
  shop.close()
  return recorded.sort((a, b) => a.startedAt - b.startedAt)
}

function compress(visits: RecordedVisit[]): Buffer {
  return zstdCompressSync(visits.map(visit => `${JSON.stringify(visit)}\n`).join(''), {
    params: {
      [constants.ZSTD_c_compressionLevel]: 19,
      [constants.ZSTD_c_windowLog]: windowLog,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    },
  })
}

const executablePath = await findChromium()
if (executablePath === null) throw new Error('No Chromium found: set CHROME_PATH to a Chromium program.')
const people = Number(process.argv[2] ?? Number.POSITIVE_INFINITY)
const plan = makePlan(seed)
const few = plan.filter((_, index) => people >= plan.length || index % Math.ceil(plan.length / people) === 0)
const visits = await recordAll(few, executablePath)
const times = visits.flatMap(({ batches }) =>
  batches.flatMap(({ events }) => events.map(({ timestamp }) => timestamp)),
)
const end = times.reduce((latest, time) => Math.max(latest, time), 0)
const about: About = { visits: visits.length, people: few.length, end, origin }
const bytes = compress(visits)
await mkdir(new URL('.', visitFile), { recursive: true })
await writeFile(visitFile, bytes)
await writeFile(aboutFile, `${JSON.stringify(about)}\n`)
await rm(partsFolder, { recursive: true })
console.log(`${about.visits} visits of ${about.people} people, ${(bytes.length / 1e6).toFixed(2)} MB`)
