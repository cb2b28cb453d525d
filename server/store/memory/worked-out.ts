import type { WorkedOutPlace } from '../worked-out.ts'

export function workedOutInMemory(): WorkedOutPlace {
  const kept = new Map<string, Map<string, Uint8Array>>()
  return {
    read: async (project, name) => kept.get(project)?.get(name) ?? null,
    write: async (project, name, bytes) => {
      kept.set(project, (kept.get(project) ?? new Map<string, Uint8Array>()).set(name, bytes))
    },
    drop: async project => {
      kept.delete(project)
    },
  }
}
