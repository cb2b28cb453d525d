/** The projects and segments that the top bar offers on every screen. */
import { computed } from '@preact/signals'
import type { Project, Segment } from '../../contract/api.ts'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'

export const projects = remote<Project[]>()
export const segments = remote<Segment[]>()

/** The project in the address, else the first. */
export const project = computed(() => {
  const all = projects.value.value ?? []
  return all.find(one => one.id === bar.value.project) ?? all[0] ?? null
})

export const segment = computed(() => {
  const id = bar.value.segment
  return id ? (segments.value.value?.find(one => one.id === id) ?? null) : null
})

export async function loadProjects(): Promise<void> {
  await load(projects, async () => (await api.projects()).items)
}

export async function loadSegments(): Promise<void> {
  await load(segments, async () => (await api.segments(bar.peek().project)).items)
}
