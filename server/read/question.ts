import { checkSegment, type SegmentProblem } from '../../contract/segment/check.ts'
import type { Listed } from '../../contract/segment/list.ts'
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import { childrenOf } from '../../contract/segment/tree.ts'
import { Failure } from '../failure.ts'
import type { AsOf, Question } from '../segment/question.ts'
import { resolveSegment } from '../segment/resolve.ts'
import { parseSegment } from '../segment/text/parse.ts'
import type { Store } from '../store/port.ts'
import { readTime } from './parameters.ts'
import { listOfIds } from './segments/lists.ts'
import { zoneOf } from './zone.ts'

/** What segments are resolved with: other segments, lists, the project's time zone. */
export type AskedStore = Pick<Store, 'segments' | 'document' | 'setting'>

/** How a request names its segment: a saved one, or a definition of its own. */
export interface Asked {
  segment?: string | undefined
  /** A SegmentDefinition as JSON text. */
  definition?: string | undefined
  /** A segment as text; instead of `definition`. */
  q?: string | undefined
  /** now (default), session, or a time. */
  asOf?: string | undefined
}

/** The question a request asks, with what cannot match in it; undefined when it asks of everyone. */
export async function askedQuestion(
  store: AskedStore,
  project: string,
  asked: Asked,
  now: number,
): Promise<{ question: Question; problems: SegmentProblem[] } | undefined> {
  if ([asked.segment, asked.definition, asked.q].filter(one => one !== undefined).length > 1) {
    throw new Failure('bad-request', 'Give one of segment, definition and q.')
  }
  if (asked.definition !== undefined) {
    return questionOf(store, project, readDefinition(parse(asked.definition)), readAsOf(asked.asOf, now))
  }
  if (asked.q !== undefined && asked.q !== '') {
    return questionOf(store, project, readDefinition(readText(asked.q)), readAsOf(asked.asOf, now))
  }
  if (asked.segment === undefined || asked.segment === '') return undefined
  const saved = (await store.segments(project)).find(one => one.id === asked.segment)
  if (!saved) throw new Failure('not-found', 'There is no segment with this id.')
  return questionOf(store, project, saved.definition, readAsOf(asked.asOf, now), saved.id)
}

export async function questionOf(
  store: AskedStore,
  project: string,
  definition: SegmentDefinition,
  asOf: AsOf,
  ownId?: string,
): Promise<{ question: Question; problems: SegmentProblem[] }> {
  const zone = await zoneOf(store, project)
  const checked = checkSegment(definition)
  if ('problems' in checked) {
    // It was saved when its fields were still known.
    const segment = { subject: definition.subject, where: { kind: 'nothing' } } as const
    return { question: { segment, asOf, zone }, problems: checked.problems }
  }
  const segments = new Map<string, SegmentDefinition>()
  const broken = new Set<string>()
  for (const { id, definition } of await store.segments(project)) {
    if ('definition' in checkSegment(definition)) segments.set(id, definition)
    else broken.add(id)
  }
  const lists = await listsIn(store, project, definition, segments)
  const { segment, problems } = resolveSegment(
    definition,
    {
      segment: id => (broken.has(id) ? 'broken' : segments.get(id)),
      list: id => lists.get(id),
    },
    ownId,
  )
  return { question: { segment, asOf, zone }, problems }
}

/** The lists a segment refers to, also through others. */
async function listsIn(
  store: AskedStore,
  project: string,
  definition: SegmentDefinition,
  segments: Map<string, SegmentDefinition>,
): Promise<Map<string, { of: Listed; ids: string[] }>> {
  const lists = new Map<string, { of: Listed; ids: string[] }>()
  const seen = new Set<string>()
  const waiting: Condition[] = [definition.where]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'list' && !lists.has(node.id)) {
      const list = await listOfIds(store, project, node.id)
      if (list) lists.set(node.id, list)
    }
    if (node.kind === 'segment' && !seen.has(node.id)) {
      seen.add(node.id)
      const other = segments.get(node.id)
      if (other) waiting.push(other.where)
    }
    waiting.push(...childrenOf(node).map(part => part.node))
  }
  return lists
}

/** Checks untrusted input; what is wrong with it is a 400 with its places. */
export function readDefinition(input: unknown): SegmentDefinition {
  const checked = checkSegment(input)
  if ('definition' in checked) return checked.definition
  const first = checked.problems[0]
  throw new Failure(
    'bad-request',
    `The segment cannot be used. ${first?.message ?? ''} (${first?.at ?? ''})`,
    {
      problems: checked.problems,
    },
  )
}

function readAsOf(text: string | undefined, now: number): AsOf {
  if (text === 'session') return { kind: 'session' }
  if (text === undefined || text === '' || text === 'now') return { kind: 'at', time: now }
  return { kind: 'at', time: readTime('asOf', text) ?? now }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(
      'bad-request',
      'The definition is not JSON: give a segment as the API tells it, or its text as q.',
    )
  }
}

function readText(text: string): SegmentDefinition {
  const parsed = parseSegment(text)
  if ('definition' in parsed) return parsed.definition
  const { message, from } = parsed.error
  throw new Failure('bad-request', `The segment’s text cannot be read, at letter ${from + 1}: ${message}`)
}
