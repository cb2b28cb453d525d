/** What each thread of a server used: no server takes more than its busiest thread can, however many cores there are. */
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second (USER_HZ, proc_pid_stat(5)). */
const TICKS_PER_S = 100

/** s of CPU used so far, by thread. */
export function threadsOf(pid: number | undefined): Map<string, number> {
  const folder = `/proc/${pid}/task`
  return new Map(readdirSync(folder).map(thread => [thread, secondsOf(`${folder}/${thread}/stat`)]))
}

/** Of utime and stime, fields 14 and 15; the name in field 2 may hold blanks. */
export function secondsOf(stat: string): number {
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S
}

/** s, of the thread that used most. */
export function busiest(used: Map<string, number>): number {
  return Math.max(0, ...used.values())
}

/** Adds what each thread used between two looks. */
export function addUsed(
  used: Map<string, number>,
  before: Map<string, number>,
  after: Map<string, number>,
): void {
  for (const [thread, s] of after) used.set(thread, (used.get(thread) ?? 0) + s - (before.get(thread) ?? 0))
}
