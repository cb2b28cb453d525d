import { openSender, percentile } from './client.ts'
import { CONNECTIONS } from './compare.ts'
import { KEY, startSegreel } from './servers.ts'
import { type Kind, visitors } from './visits.ts'

const STEP_MS = 30_000

/** Loads Segreel alone as fast as it takes it, and prints every half minute what it holds in memory. */
export async function long(minutes: number, only: Kind): Promise<void> {
  const server = await startSegreel()
  const sender = await openSender(server.origin, CONNECTIONS, await visitors(KEY, only))
  const resident: number[] = []
  for (let at = STEP_MS; at <= minutes * 60_000; at += STEP_MS) {
    const { waits, asked } = await sender.load(STEP_MS)
    const { resident: now, own } = server.usage() ?? { resident: Number.NaN, own: Number.NaN }
    resident.push(now)
    const rate = (waits.length / (STEP_MS / 1_000)).toFixed(0)
    console.log(
      `${String(at / 1_000).padStart(4)} s  ${now} MB resident (${own} MB of it its own), ${rate} requests/s, p99 ${percentile(waits, 0.99).toFixed(0)} ms, ${asked} asked to come again`,
    )
  }
  // Caches fill in the first third. Between collections memory rises and falls: only means can be compared.
  const third = Math.floor(resident.length / 3)
  const [middle, last] = [resident.slice(third, 2 * third), resident.slice(2 * third)].map(mean)
  console.log(`memory   ${middle} MB on average in the second third, ${last} MB in the last`)
  sender.close()
  await server.stop()
}

function mean(values: number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}
