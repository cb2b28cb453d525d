import type { CaptureContext } from '../signal.ts'

/** ms of one slice: a frame at 60 Hz has 16, and the page needs most of it. */
const SLICE_MS = 8
/** ms a busy page may keep a slice waiting. */
const WAIT_MS = 100

/** A piece of work that yields where it may be cut. */
export type Job = Generator<void>

export interface Slices {
  /** Puts a job behind those already there; it goes on in idle time. */
  add: (job: Job) => void
  /** Runs the first slice now, when nothing else is under way. */
  start: () => void
  busy: () => boolean
  /** Runs all jobs to their end, now. */
  finish: () => void
  clear: () => void
}

/** `spend` hears the ms each slice took of the main thread, `done` that all jobs are through. */
export function createSlices(
  guard: CaptureContext['guard'],
  spend: (ms: number) => void,
  done: () => void,
): Slices {
  let jobs: Job[] = []
  let scheduled = false

  const work = (limit: number) => {
    const start = performance.now()
    while (jobs[0] && performance.now() - start < limit) if (jobs[0].next().done) jobs.shift()
    spend(performance.now() - start)
    if (!jobs.length) done()
  }
  const schedule = () => {
    if (scheduled || !jobs.length) return
    scheduled = true
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in window) requestIdleCallback(slice, { timeout: WAIT_MS })
    else setTimeout(slice)
  }
  const slice = guard(() => {
    scheduled = false
    if (jobs.length) work(SLICE_MS)
    schedule()
  })
  return {
    add: job => {
      jobs.push(job)
      schedule()
    },
    start: () => {
      if (jobs.length === 1) work(SLICE_MS)
    },
    busy: () => jobs.length > 0,
    finish: () => work(Number.POSITIVE_INFINITY),
    clear: () => {
      jobs = []
    },
  }
}
