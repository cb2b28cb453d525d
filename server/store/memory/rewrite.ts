import type { RewriteStore } from '../rewrite-port.ts'
import { keyOf, type State, sessionOf } from './state.ts'

export function memoryRewrite(state: State): RewriteStore {
  return {
    replaceBatch: async (tab, seq, bytes) => {
      const session = sessionOf(state, tab)
      const batch = session?.batches.find(one => one.head.tab === tab.tab && one.head.seq === seq)
      if (!session || !batch || batch.state === 'aside') return false
      batch.bytes = bytes
      batch.state = 'new'
      session.again = Date.now()
      state.revision += 1
      return true
    },
    replaceEvents: async (project, events) => {
      let there = 0
      for (const { messageId, ...words } of structuredClone(events)) {
        const stored = state.events.get(keyOf(project, messageId))
        if (!stored) continue
        const { event: _, name: __, category: ___, ...rest } = stored.event
        stored.event = { ...rest, ...words }
        there += 1
      }
      state.revision += 1
      return there
    },
    echoes: async (project, after, limit) =>
      echoesOf(state, project)
        .filter(({ id }) => after === null || id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id, said }) => ({ id, json: JSON.stringify(said()) })),
    replaceEchoes: async (project, echoes) => {
      const known = new Map(echoesOf(state, project).map(one => [one.id, one]))
      for (const { id, json } of echoes) known.get(id)?.say(json)
      state.revision += 1
    },
  }
}

interface Said {
  id: string
  said: () => unknown
  say: (json: string) => void
}

function echoesOf({ elements, live }: State, project: string): Said[] {
  const names = [...elements].flatMap(([key, element]): Said[] => {
    if (JSON.parse(key)[0] !== project) return []
    return [
      {
        id: `element ${key}`,
        said: () => element.name,
        say: json => {
          element.name = JSON.parse(json)
        },
      },
      ...element.others.map((_, i) => ({
        id: `element_name ${key} ${i}`,
        said: () => element.others[i],
        say: (json: string) => {
          element.others[i] = JSON.parse(json)
        },
      })),
    ]
  })
  const whys = live.changes.flatMap((change): Said[] => {
    if (change.project !== project) return []
    return [
      {
        id: `why ${change.key}`,
        said: () => change.why,
        say: json => {
          change.why = JSON.parse(json)
        },
      },
    ]
  })
  return [...names, ...whys]
}
