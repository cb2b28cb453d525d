import { checkSegment, type SegmentProblem } from '../../../contract/segment/check.ts'
import type { Listed } from '../../../contract/segment/list.ts'
import type { Condition, SegmentDefinition } from '../../../contract/segment/segment.ts'
import { childrenOf } from '../../../contract/segment/tree.ts'
import type { ResolvedSegment } from '../../segment/question.ts'
import { resolveSegment } from '../../segment/resolve.ts'
import type { SegmentRow } from '../../store/control-port.ts'
import type { AskedStore } from '../question.ts'
import { listOfIds } from './lists.ts'

export interface SavedSegment {
  id: string
  name: string
  segment: ResolvedSegment
  /** Why it matches nobody. */
  problems: SegmentProblem[]
}

/** All saved segments of a project ready to be asked, each checked and each list read once. */
export async function resolveAll(
  store: AskedStore,
  project: string,
  rows: readonly SegmentRow[],
): Promise<{ segments: SavedSegment[]; lists: number }> {
  const checked = new Map(rows.map(({ id, definition }) => [id, checkSegment(definition)]))
  const readable = new Map<string, SegmentDefinition | 'broken'>()
  for (const [id, found] of checked) readable.set(id, 'definition' in found ? found.definition : 'broken')
  const lists = await listsIn(store, project, [...readable.values()])
  const stored = { segment: (id: string) => readable.get(id), list: (id: string) => lists.get(id) }
  const segments = rows.map(({ id, name }): SavedSegment => {
    const found = checked.get(id)
    if (found && 'definition' in found) return { id, name, ...resolveSegment(found.definition, stored, id) }
    return { id, name, segment: NOBODY, problems: found?.problems ?? [] }
  })
  return { segments, lists: lists.size }
}

const NOBODY: ResolvedSegment = { subject: 'person', where: { kind: 'nothing' } }

async function listsIn(
  store: AskedStore,
  project: string,
  definitions: readonly (SegmentDefinition | 'broken')[],
): Promise<Map<string, { of: Listed; ids: string[] }>> {
  const lists = new Map<string, { of: Listed; ids: string[] }>()
  const waiting = definitions.flatMap((one): Condition[] => (one === 'broken' ? [] : [one.where]))
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'list' && !lists.has(node.id)) {
      const list = await listOfIds(store, project, node.id)
      if (list) lists.set(node.id, list)
    }
    waiting.push(...childrenOf(node).map(part => part.node))
  }
  return lists
}
