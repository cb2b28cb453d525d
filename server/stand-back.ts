import { constants, setPriority } from 'node:os'

/**
 * Puts the calling thread behind those that take in what is sent: these need little, and are waited for. On Linux alone
 * a priority is a thread's own (sched(7)); elsewhere nothing changes.
 */
export function standBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}
