import type { ControlStore } from '../control-port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { keyOf, type State } from './state.ts'

export function memoryControl(state: State): ControlStore {
  return {
    projects: async () => [...state.projects.values()].sort((a, b) => a.createdAt - b.createdAt),
    putProject: async project => {
      state.projects.set(project.id, { ...project })
    },
    segments: async project =>
      [...state.segments.values()]
        .filter(segment => segment.project === project)
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    putSegment: async segment => {
      state.segments.set(keyOf(segment.project, segment.id), structuredClone(segment))
    },
    deleteSegment: async (project, id) => state.segments.delete(keyOf(project, id)),
    setting: async name => structuredClone(state.settings.get(name) ?? null),
    putSetting: async (name, value) => {
      state.settings.set(name, structuredClone(value))
    },
    documents: async (project, kind) =>
      [...state.documents.values()]
        .filter(one => one.project === project && one.kind === kind)
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
        .map(one => structuredClone(one)),
    document: async (project, kind, id) =>
      structuredClone(state.documents.get(keyOf(project, kind, id)) ?? null),
    putDocument: async document => {
      const key = keyOf(document.project, document.kind, document.id)
      const createdAt = state.documents.get(key)?.createdAt ?? document.createdAt
      state.documents.set(key, structuredClone({ ...document, createdAt }))
    },
    deleteDocument: async (project, kind, id) => state.documents.delete(keyOf(project, kind, id)),
    addOutcomes: async counts => {
      for (const one of counts) {
        const key = keyOf(one.project, one.kind, one.outcome, one.reason)
        const known = state.outcomes.get(key)
        state.outcomes.set(key, {
          ...one,
          count: one.count + (known?.count ?? 0),
          lastAt: Math.max(one.lastAt, known?.lastAt ?? 0),
        })
      }
    },
    outcomes: async project =>
      [...state.outcomes.values()]
        .filter(one => one.project === project)
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    addAudit: async rows => {
      state.audit.push(...structuredClone(rows))
    },
    audit: async ({ project, actor, action, target, limit, cursor }) => {
      const before = cursor === undefined ? state.audit.length : readCursor(cursor).at
      const found = state.audit
        .map((row, nth) => ({ row, nth }))
        .filter(
          ({ row, nth }) =>
            nth < before &&
            (row.project === project || row.project === '') &&
            (actor === undefined || row.actor === actor) &&
            (action === undefined || row.action === action) &&
            (target === undefined || row.target === target),
        )
        .reverse()
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        items: page.map(({ row }) => ({ ...row })),
        next: last && found.length > limit ? writeCursor({ at: last.nth, id: '' }) : null,
      }
    },
  }
}
