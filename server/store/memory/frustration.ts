import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { Question } from '../../segment/question.ts'
import { boardOf, type Described } from '../board.ts'
import type { BoardQuery, FrustrationStore, TraceRow } from '../frustration-port.ts'
import type { SessionRow } from '../port.ts'
import { putVerdict } from './put.ts'
import { isListed, keyOf, type MemorySession, type State, sessionOf } from './state.ts'
import type { World } from './world.ts'

export function memoryFrustration(
  state: State,
  world: (project: string) => World,
  holds: (world: World, row: SessionRow, question: Question | undefined) => boolean,
): FrustrationStore {
  const listed = (project: string) =>
    [...state.sessions.values()].filter(one => one.project === project && isListed(one))
  const unjudged = (project: string, rules: number) =>
    listed(project).filter(one => (one.verdict?.rules ?? 0) !== rules)
  const foundIn = (project: string, session: string): Grievance[] =>
    sessionOf(state, { project, session })?.verdict?.found ?? []
  const asked = ({ project, from, to }: BoardQuery) =>
    world(project).listed.filter(
      row => (from === undefined || row.startedAt >= from) && (to === undefined || row.startedAt < to),
    )

  return {
    unjudged: async (project, rules, { limit, cursor = '' }) => {
      const rest = unjudged(project, rules)
        .filter(one => one.session > cursor)
        .sort((a, b) => (a.session < b.session ? -1 : 1))
      const items = rest.slice(0, limit)
      return { items: items.map(traceRow), next: rest.length > limit ? items.at(-1)!.session : null }
    },
    countUnjudged: async (project, rules) => unjudged(project, rules).length,
    newestTraces: async (project, limit) =>
      world(project)
        .listed.slice(-limit)
        .reverse()
        .map(({ session }) => traceRow(sessionOf(state, { project, session })!)),
    putVerdicts: async (project, verdicts) => {
      for (const { session, ...verdict } of verdicts) {
        const known = sessionOf(state, { project, session })
        if (known) putVerdict(known, structuredClone(verdict))
      }
      state.revision += 1
    },
    frustrationBoard: async query => {
      const { project, question } = query
      const one = world(project)
      const rows = asked(query)
      const ever = listed(project).flatMap(({ session }) => foundIn(project, session))
      return boardOf(
        rows.map(row => ({
          session: row.session,
          person: row.person,
          inside: holds(one, row, question),
          release: row.fields.release,
        })),
        rows.flatMap(({ session }) =>
          foundIn(project, session).map(found => ({ session, what: whatOf(found), at: found.at })),
        ),
        what => described(ever.filter(found => whatOf(found) === what)),
        query,
      )
    },
    grievances: async query => {
      const one = world(query.project)
      const found = asked(query)
        .filter(row => holds(one, row, query.question))
        .flatMap(({ session }) =>
          foundIn(query.project, session).flatMap(one =>
            whatOf(one) === whatOf(query) ? [{ session, at: one.at }] : [],
          ),
        )
      return found.sort((a, b) => b.at - a.at || (b.session < a.session ? -1 : 1)).slice(0, query.limit)
    },
  }
}

function traceRow({ session, traces }: MemorySession): TraceRow {
  return { session, traces: [...traces.values()] }
}

function whatOf({ kind, page, element }: Pick<Grievance, 'kind' | 'page' | 'element'>): string {
  return keyOf(page, element, FRUSTRATION_KINDS.indexOf(kind))
}

function described(found: Grievance[]): Described {
  const times = found.map(({ at }) => at)
  const { kind, page, element, name } = found[0]!
  return { kind, page, element, name, firstSeen: Math.min(...times), lastSeen: Math.max(...times) }
}
