import type { SegmentProblem } from '../../contract/segment-check.ts'
import type { Question, ResolvedCondition } from '../segment/question.ts'
import type { Store } from '../store/port.ts'

/** What in a question can match nothing because it never arrived: unknown events and traits, and its problems. */
export async function noticesOf(
  store: Pick<Store, 'suggest'>,
  project: string,
  asked: { question: Question; problems: SegmentProblem[] },
): Promise<SegmentProblem[]> {
  const notices = [...asked.problems]
  for (const { at, node } of leaves(asked.question.segment.where, 'where')) {
    if (node.kind === 'event' && !(await arrived(store, project, 'event', node.event))) {
      notices.push({ at, message: `No event named "${node.event}" has arrived yet.` })
    }
    if (node.kind === 'trait' && !(await arrived(store, project, 'trait', node.trait))) {
      notices.push({ at, message: `No person has the trait "${node.trait}" yet.` })
    }
  }
  return notices
}

async function arrived(
  store: Pick<Store, 'suggest'>,
  project: string,
  of: 'event' | 'trait',
  name: string,
): Promise<boolean> {
  const found = await store.suggest(project, { of, prefix: name, limit: 100 })
  return found.some(one => one.value === name)
}

function* leaves(node: ResolvedCondition, at: string): Generator<{ at: string; node: ResolvedCondition }> {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const [i, part] of node.of.entries()) yield* leaves(part, `${at}.of[${i}]`)
      return
    case 'not':
      yield* leaves(node.of, `${at}.of`)
      return
    case 'session':
      yield* leaves(node.where, `${at}.where`)
      return
    default:
      yield { at, node }
  }
}
