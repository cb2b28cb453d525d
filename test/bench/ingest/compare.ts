import { openSender, percentile } from './client.ts'
import { KEY, type Running, startBare, startSegreel } from './servers.ts'
import { type Kind, visitors } from './visits.ts'

export const CONNECTIONS = 32
const ROUND_MS = 2_000
const WARM_ROUNDS = 3

/** Loads Segreel and the bare handler in turn, round by round, and prints the ratio of their rates. */
export async function compare(seconds: number, only: Kind): Promise<void> {
  const sides = await Promise.all([
    sideOf('segreel', await startSegreel(), only),
    sideOf('bare', await startBare(), only),
  ])
  // The compiler and the caches have seen the work before it counts; Segreel's derivation begins seconds later.
  for (let round = 0; round < WARM_ROUNDS; round++) {
    for (const { sender } of sides) await sender.load(ROUND_MS)
  }
  const resident: number[] = []
  const ratios: number[] = []
  for (let round = 0; round * ROUND_MS < seconds * 1_000; round++) {
    const rates: number[] = []
    for (const side of sides) {
      const before = side.server.usage()
      const { waits } = await side.sender.load(ROUND_MS)
      const after = side.server.usage()
      side.waits.push(...waits)
      if (before && after) side.cpu += after.cpu - before.cpu
      rates.push(waits.length)
    }
    ratios.push(rates[0]! / rates[1]!)
    resident.push(sides[0]?.server.usage()?.resident ?? Number.NaN)
  }
  for (const { name, waits, cpu } of sides) {
    const each = ((cpu / waits.length) * 1_000).toFixed(2)
    const rate = (waits.length / seconds).toFixed(0)
    console.log(
      `${name.padEnd(8)} ${rate} requests/s, p50 ${percentile(waits, 0.5).toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms, ${each} ms of CPU each`,
    )
  }
  const [segreel, bare] = sides
  console.log(
    `ratio    ${(segreel!.waits.length / bare!.waits.length).toFixed(2)} (at least 0.5 is wanted); of each round ${ratios.map(one => one.toFixed(2)).join(' ')}`,
  )
  console.log(`memory   ${resident.join(', ')} MB after each round`)
  for (const { sender, server } of sides) {
    sender.close()
    await server.stop()
  }
}

async function sideOf(name: string, server: Running, only: Kind) {
  const sender = await openSender(server.origin, CONNECTIONS, await visitors(KEY, only))
  const waits: number[] = []
  return { name, server, sender, waits, cpu: 0 }
}
