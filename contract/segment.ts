/**
 * A segment is data: a tree of conditions over sessions or persons. What each condition matches is defined by
 * server/segment/match.ts and written in SPEC.md; here is only the tree's shape and its check.
 *
 * In a segment of persons, what a session holds (a field, a page) is asked inside a `session` condition, so
 * that "phone and more than 5 minutes" means one session with both.
 */
import { z } from 'zod'
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionField } from './fields.ts'

export const SEGMENT_VERSION = 1
/** Nodes a tree may have after references are substituted. */
export const MAX_CONDITIONS = 500
export const MAX_DEPTH = 20

const scalar = z.union([z.string().max(1000), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalar>

/** How a value is tested. `not-*` is the exact opposite: a missing value is "not equal". */
const valueTest = z.discriminatedUnion('op', [
  z.strictObject({ op: z.enum(['is', 'is-not']), values: z.array(scalar).min(1).max(1000) }),
  z.strictObject({
    op: z.enum(['contains', 'not-contains', 'starts', 'ends']),
    text: z.string().min(1).max(1000),
  }),
  z.strictObject({ op: z.enum(['greater', 'at-least', 'less', 'at-most']), number: z.number() }),
  z.strictObject({ op: z.enum(['before', 'after']), date: z.iso.datetime({ offset: true }) }),
  z.strictObject({ op: z.enum(['exists', 'missing']) }),
])
export type ValueTest = z.infer<typeof valueTest>

const days = z.number().positive().max(3660)
/** Which events or sessions count, seen from the moment the question is asked for (`asOf`). */
const window = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ever') }),
  /** (asOf - days, asOf] */
  z.strictObject({ kind: z.literal('last'), days }),
  /** [at, asOf] */
  z.strictObject({ kind: z.literal('since'), at: z.iso.datetime({ offset: true }) }),
  /** Within the session in question; only in segments of sessions, or inside a `session` condition. */
  z.strictObject({ kind: z.literal('session') }),
])
export type Window = z.infer<typeof window>

const count = z.strictObject({
  op: z.enum(['at-least', 'at-most', 'exactly']),
  n: z.int().min(0).max(1_000_000),
})
export type Count = z.infer<typeof count>

/** A test of one property; `path` leads into nested objects. */
const propertyTest = z.strictObject({ path: z.array(z.string().max(200)).min(1).max(8), is: valueTest })
export type PropertyTest = z.infer<typeof propertyTest>

export type Condition =
  | { kind: 'and' | 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  /** The person's trait, latest value as of the time asked for. */
  | { kind: 'trait'; trait: string; is: ValueTest }
  /** The person did the event; "did not" is `exactly 0`. */
  | { kind: 'event'; event: string; where: PropertyTest[]; count: Count; window: Window }
  /** The session has so many views of pages whose path passes. */
  | { kind: 'page'; path: ValueTest; count: Count }
  | { kind: 'field'; field: SessionField; is: ValueTest }
  /** The person has so many sessions, begun in the window, in which all of `where` holds. */
  | { kind: 'session'; where: Condition; count: Count; window: Window }
  | { kind: 'segment'; id: string }

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['and', 'or']), of: z.array(condition).min(1).max(MAX_CONDITIONS) }),
      z.strictObject({ kind: z.literal('not'), of: condition }),
      z.strictObject({ kind: z.literal('trait'), trait: z.string().min(1).max(200), is: valueTest }),
      z.strictObject({
        kind: z.literal('event'),
        event: z.string().min(1).max(500),
        where: z.array(propertyTest).max(20),
        count,
        window,
      }),
      z.strictObject({ kind: z.literal('page'), path: valueTest, count }),
      z.strictObject({ kind: z.literal('field'), field: z.enum(SESSION_FIELD_NAMES), is: valueTest }),
      z.strictObject({ kind: z.literal('session'), where: condition, count, window }),
      z.strictObject({ kind: z.literal('segment'), id: z.string().min(1).max(64) }),
    ]),
  )
  .meta({ id: 'Condition' })

export const segmentDefinition = z.strictObject({
  version: z.literal(SEGMENT_VERSION),
  subject: z.enum(['session', 'person']),
  where: condition,
})
export type SegmentDefinition = z.infer<typeof segmentDefinition>

export interface SegmentProblem {
  /** Place in the tree, as `where.of[1].is`. */
  at: string
  message: string
}

/** Checks untrusted input: the shape, the bounds, and that session conditions stand where a session is. */
export function checkSegment(
  input: unknown,
): { definition: SegmentDefinition } | { problems: SegmentProblem[] } {
  const newer = (input as { version?: unknown } | null)?.version
  if (typeof newer === 'number' && newer > SEGMENT_VERSION) {
    return {
      problems: [
        { at: 'version', message: `This segment was made by a newer version (${newer}); update first.` },
      ],
    }
  }
  const deep = depthOf(input)
  if (deep > MAX_DEPTH * 2) return { problems: [{ at: 'where', message: 'The tree is nested too deep.' }] }
  const parsed = segmentDefinition.safeParse(input)
  if (!parsed.success) {
    return { problems: parsed.error.issues.map(issue => ({ at: place(issue.path), message: issue.message })) }
  }
  const problems: SegmentProblem[] = []
  const nodes = inspect(parsed.data.where, 'where', parsed.data.subject === 'session', 1, problems)
  if (nodes > MAX_CONDITIONS) {
    problems.push({
      at: 'where',
      message: `A segment has at most ${MAX_CONDITIONS} conditions; this has ${nodes}.`,
    })
  }
  return problems.length > 0 ? { problems } : { definition: parsed.data }
}

/** Walks a tree of the right shape; returns its number of nodes. */
function inspect(
  node: Condition,
  at: string,
  inSession: boolean,
  depth: number,
  problems: SegmentProblem[],
): number {
  if (depth > MAX_DEPTH) {
    problems.push({ at, message: `Conditions are nested more than ${MAX_DEPTH} deep.` })
    return 1
  }
  const outside = (what: string) =>
    problems.push({ at, message: `${what} belongs to a session: put it inside "has a session where".` })
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.reduce(
        (sum, part, i) => sum + inspect(part, `${at}.of[${i}]`, inSession, depth + 1, problems),
        1,
      )
    case 'not':
      return 1 + inspect(node.of, `${at}.of`, inSession, depth + 1, problems)
    case 'session':
      if (node.window.kind === 'session' && !inSession) outside('The window "this session"')
      return 1 + inspect(node.where, `${at}.where`, true, depth + 1, problems)
    case 'event':
      if (node.window.kind === 'session' && !inSession) outside('The window "this session"')
      return 1
    case 'page':
      if (!inSession) outside('A page')
      return 1
    case 'field': {
      if (!inSession) outside(SESSION_FIELDS[node.field].label)
      const text = SESSION_FIELDS[node.field].type === 'text'
      if (text === 'number' in node.is) {
        problems.push({
          at: `${at}.is`,
          message: `${SESSION_FIELDS[node.field].label} is ${text ? 'a text' : 'a number'}.`,
        })
      }
      return 1
    }
    case 'trait':
    case 'segment':
      return 1
  }
}

function place(path: PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i ? `.${String(key)}` : String(key)))
    .join('')
}

/** Nesting of plain JSON, measured without recursion so that a hostile tree cannot exhaust the stack. */
function depthOf(input: unknown): number {
  let level: unknown[] = [input]
  for (let depth = 0; ; depth++) {
    const next: unknown[] = []
    for (const value of level)
      if (typeof value === 'object' && value !== null) next.push(...Object.values(value))
    if (next.length === 0 || depth > MAX_DEPTH * 4) return depth
    level = next
  }
}
