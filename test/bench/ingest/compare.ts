import { openSender, percentile, type Sender } from './client.ts'
import { allDerived, KEY, type Running, startBare, startSegreel } from './servers.ts'
import { addUsed, busiest } from './threads.ts'
import { type Kind, visitors } from './visits.ts'

export const CONNECTIONS = 32
/** Less than the 5 s after which a server closes a connection that says nothing. */
const ROUND_MS = 4_000
const WARM_ROUNDS = 2

/** Loads Segreel and the bare handler in turn, round by round, and prints the ratio of their rates. */
export async function compare(seconds: number, only: Kind): Promise<void> {
  const sides: [Side, Side] = [
    await sideOf('segreel', await startSegreel(), only),
    await sideOf('bare', await startBare(), only),
  ]
  const [segreel, bare] = sides
  // Else what Segreel does later would be done at the other's cost, and count as nobody's.
  const load = async ({ server, sender }: Side) => {
    for (const side of sides) if (side.server !== server) side.server.pause()
    server.resume()
    return sender.load(ROUND_MS)
  }
  // The compiler and the caches have seen the work before it counts; Segreel's derivation begins seconds later.
  for (let round = 0; round < WARM_ROUNDS; round++) {
    for (const side of sides) await load(side)
  }
  const resident: number[] = []
  const ratios: number[] = []
  for (let round = 0; round * ROUND_MS < seconds * 1_000; round++) {
    const rates: number[] = []
    for (const side of sides) {
      const before = side.server.usage()
      const mine = process.cpuUsage()
      const { waits } = await load(side)
      const { user, system } = process.cpuUsage(mine)
      const after = side.server.usage()
      side.waits.push(...waits)
      side.sending += (user + system) / 1e6
      if (before && after) {
        side.cpu += after.cpu - before.cpu
        addUsed(side.threads, before.threads, after.threads)
      }
      rates.push(waits.length)
    }
    ratios.push(rates[0]! / rates[1]!)
    resident.push(sides[0]?.server.usage()?.resident ?? Number.NaN)
  }
  for (const side of sides) {
    const { name, waits } = side
    const { cpu, most, sending } = eachOf(side)
    const rate = (waits.length / seconds).toFixed(0)
    console.log(
      `${name.padEnd(8)} ${rate} requests/s, p50 ${percentile(waits, 0.5).toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms, ${cpu.toFixed(2)} ms of CPU each, ${most.toFixed(2)} in the busiest thread; sending ${sending.toFixed(2)}`,
    )
  }
  segreel.server.resume()
  console.log(
    `ratio    ${(segreel.waits.length / bare.waits.length).toFixed(2)} (at least 0.5 is wanted); of each round ${ratios.map(one => one.toFixed(2)).join(' ')}`,
  )
  const [ours, theirs] = [eachOf(segreel), eachOf(bare)]
  const left = 2 * (theirs.cpu + theirs.sending) - ours.sending
  console.log(
    `bounds   where sender and server share all cores, half the bare handler's rate leaves ${left.toFixed(2)} ms of CPU for each request; with a core for each thread Segreel is bounded at ${(theirs.most / ours.most).toFixed(2)} of its rate`,
  )
  console.log(`memory   ${resident.join(', ')} MB after each round`)
  console.log(`derived  ${await backlogOf(segreel.server)}`)
  for (const { sender, server } of sides) {
    server.resume()
    sender.close()
    await server.stop()
  }
}

interface Side {
  name: string
  server: Running
  sender: Sender
  /** Of its rounds, ms; and CPU, s, of all and of each thread. */
  waits: number[]
  cpu: number
  threads: Map<string, number>
  /** CPU of the sender meanwhile, s. */
  sending: number
}

/** ms of CPU for each request. */
function eachOf({ waits, cpu, threads, sending }: Side): { cpu: number; most: number; sending: number } {
  const each = (s: number) => (s / waits.length) * 1_000
  return { cpu: each(cpu), most: each(busiest(threads)), sending: each(sending) }
}

async function sideOf(name: string, server: Running, only: Kind): Promise<Side> {
  const sender = await openSender(server.origin, CONNECTIONS, await visitors(KEY, only))
  return { name, server, sender, waits: [], cpu: 0, threads: new Map(), sending: 0 }
}

/** What waits to be derived when the load ends, and what that costs then. */
async function backlogOf(server: Running): Promise<string> {
  const before = server.usage()?.cpu ?? Number.NaN
  const { waiting } = await server.waiting()
  const begun = performance.now()
  await allDerived(server)
  const s = ((performance.now() - begun) / 1_000).toFixed(1)
  const cpu = (server.usage()?.cpu ?? Number.NaN) - before
  return `${waiting} sessions waited at the end, all derived ${s} s and ${cpu.toFixed(1)} s of CPU later`
}
