/** Loading and removing the sample data, with progress while the server works on it. */
import { signal } from '@preact/signals'
import { api, type SampleState } from '../api.ts'
import { loadProjects, loadSegments } from '../frame/projects.ts'
import { bar } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { loadSessions } from '../sessions/list.ts'

const POLL_MS = 500

export const sample = signal<SampleState | null>(null)
export const sampleProblem = signal<string | null>(null)

let polling = false
/** How often it was asked where it stands. */
let wanted = 0

export const lookAtSample = () => attempt(() => api.sample(bar.peek().project))
export const loadSample = () => attempt(() => api.loadSample(bar.peek().project))
export const removeSample = () => attempt(() => api.removeSample(bar.peek().project))

async function attempt(ask: () => Promise<SampleState>): Promise<void> {
  sampleProblem.value = null
  try {
    await ask()
    await follow()
  } catch (cause) {
    sampleProblem.value = wordsOf(cause)
  }
}

/** Looks until the server is done, then asks again for what changed. */
async function follow(): Promise<void> {
  wanted += 1
  if (polling) return
  const worked = await poll()
  await Promise.all([loadProjects(), loadSegments()])
  if (worked) await loadSessions({ again: true })
}

/** Whether the server was at work. What was answered before the last thing was asked for is looked at once more. */
async function poll(): Promise<boolean> {
  polling = true
  try {
    let worked = false
    for (;;) {
      const answering = wanted
      const state = await api.sample(bar.peek().project)
      sample.value = state
      const busy = state.state === 'loading' || state.state === 'removing'
      if (!busy && answering === wanted) return worked
      worked ||= busy
      if (busy) await new Promise(resolve => setTimeout(resolve, POLL_MS))
    }
  } finally {
    polling = false
  }
}
