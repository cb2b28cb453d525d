import type { SegmentDefinition } from '../../contract/segment.ts'
import { checkSegment, type SegmentProblem } from '../../contract/segment-check.ts'
import { Failure } from '../failure.ts'
import type { AsOf, Question } from '../segment/question.ts'
import { resolveSegment } from '../segment/resolve.ts'
import type { Store } from '../store/port.ts'
import { readTime } from './parameters.ts'

/** How a request names its segment: a saved one, or a definition of its own. */
export interface Asked {
  segment?: string | undefined
  /** A SegmentDefinition as JSON text. */
  definition?: string | undefined
  /** now (default), session, or a time. */
  asOf?: string | undefined
}

/** The question a request asks, with what cannot match in it; undefined when it asks of everyone. */
export async function askedQuestion(
  store: Pick<Store, 'segments'>,
  project: string,
  asked: Asked,
  now: number,
): Promise<{ question: Question; problems: SegmentProblem[] } | undefined> {
  if (asked.segment !== undefined && asked.definition !== undefined) {
    throw new Failure('bad-request', 'Give either segment or definition, not both.')
  }
  if (asked.definition !== undefined) {
    return questionOf(store, project, readDefinition(parse(asked.definition)), readAsOf(asked.asOf, now))
  }
  if (asked.segment === undefined || asked.segment === '') return undefined
  const saved = (await store.segments(project)).find(one => one.id === asked.segment)
  if (!saved) throw new Failure('not-found', 'There is no segment with this id.')
  return questionOf(store, project, saved.definition, readAsOf(asked.asOf, now), saved.id)
}

export async function questionOf(
  store: Pick<Store, 'segments'>,
  project: string,
  definition: SegmentDefinition,
  asOf: AsOf,
  ownId?: string,
): Promise<{ question: Question; problems: SegmentProblem[] }> {
  const others = new Map((await store.segments(project)).map(one => [one.id, one.definition]))
  const { segment, problems } = resolveSegment(definition, id => others.get(id), ownId)
  return { question: { segment, asOf }, problems }
}

/** Checks untrusted input; what is wrong with it is a 400 with its places. */
export function readDefinition(input: unknown): SegmentDefinition {
  const checked = checkSegment(input)
  if ('definition' in checked) return checked.definition
  const first = checked.problems[0]
  throw new Failure('bad-request', `The segment cannot be used. ${first?.at}: ${first?.message}`, {
    problems: checked.problems,
  })
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
    throw new Failure('bad-request', 'definition is not JSON.')
  }
}
