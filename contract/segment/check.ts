/** Checks untrusted input: the shape, the bounds, and that each condition stands where it can be asked. */

import { SESSION_FIELDS } from '../fields.ts'
import { sentenceBeside } from '../problem-words.ts'
import { detailProblems, windowProblems } from './details.ts'
import {
  type Condition,
  MAX_CONDITIONS,
  MAX_DEPTH,
  SEGMENT_VERSION,
  type SegmentDefinition,
  type Subject,
  segmentDefinition,
} from './segment.ts'
import { childrenOf } from './tree.ts'

export interface SegmentProblem {
  /** Place in the tree, as `where.of[1].is`. */
  at: string
  message: string
}

/** A broken definition has as many problems as it has parts; nobody reads more than these. */
const MOST_PROBLEMS = 20

export function checkSegment(
  input: unknown,
): { definition: SegmentDefinition } | { problems: SegmentProblem[] } {
  const refused = (at: string, message: string) => ({ problems: [{ at, message }] })
  const newer = (input as { version?: unknown } | null)?.version
  if (typeof newer === 'number' && newer > SEGMENT_VERSION) {
    return refused('version', `This segment was made by a newer version (${newer}); update first.`)
  }
  // Each condition is at least two levels of JSON: itself, and the list or step that holds it.
  if (depthOf(input) > MAX_DEPTH * 4) return refused('where', 'The tree is nested too deep.')
  const parsed = segmentDefinition.safeParse(input)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => {
      const { path, code } = issue
      const unknown = code === 'invalid_union' ? UNKNOWN[String(path.at(-1))] : undefined
      return { at: place(path), message: unknown ?? sentenceBeside(issue) }
    })
    return { problems: problems.slice(0, MOST_PROBLEMS) }
  }
  const problems: SegmentProblem[] = []
  const { where, subject } = parsed.data
  const nodes = inspect(where, 'where', { of: subject, depth: 1, inUsers: false }, problems)
  if (nodes > MAX_CONDITIONS) {
    problems.unshift({
      at: 'where',
      message: `A segment has at most ${MAX_CONDITIONS} conditions; this has ${nodes}.`,
    })
  }
  return problems.length > 0 ? { problems: problems.slice(0, MOST_PROBLEMS) } : { definition: parsed.data }
}

interface Standing {
  of: Subject
  depth: number
  /** Somewhere inside `users`, where no account may be asked again. */
  inUsers: boolean
}

/** Walks a tree of the right shape; returns its number of nodes. */
function inspect(node: Condition, at: string, standing: Standing, problems: SegmentProblem[]): number {
  const { depth } = standing
  if (depth > MAX_DEPTH) {
    problems.push({ at, message: `Conditions are nested more than ${MAX_DEPTH} deep.` })
    return 1
  }
  const misplaced = misplacement(node, standing)
  if (misplaced !== null) problems.push({ at, message: misplaced })
  for (const problem of [...windowProblems(node), ...detailProblems(node)]) {
    problems.push({ at: `${at}${problem.at}`, message: problem.message })
  }
  let nodes = 1
  for (const part of childrenOf(node)) {
    const of = part.of === 'same' ? standing.of : part.of
    const inUsers = standing.inUsers || node.kind === 'users'
    nodes += inspect(part.node, `${at}${part.at}`, { of, depth: depth + 1, inUsers }, problems)
  }
  return nodes
}

/** Why the condition cannot be asked of whom it is asked of. */
function misplacement(node: Condition, { of, inUsers }: Standing): string | null {
  const inside = (what: string) => `${what} belongs to a session: put it inside "has a session where".`
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'not':
    case 'trait':
    case 'list':
    case 'segment':
      return null
    case 'moved':
      break
    case 'users':
      return of === 'account' ? null : 'Only an account has users: put this inside "its account".'
    case 'account':
      if (of === 'account') return 'This is asked of an account already.'
      return inUsers ? 'The accounts of an account’s users cannot be asked for.' : null
    case 'page':
      if (of !== 'session') return of === 'account' ? ofPersons : inside('A page')
      return null
    case 'field':
      if (of !== 'session') return of === 'account' ? ofPersons : inside(SESSION_FIELDS[node.field].label)
      return null
    case 'visit':
    case 'finding':
    case 'failure':
    case 'text':
      if (of !== 'session') return of === 'account' ? ofPersons : inside('This')
      return null
    default:
      if (of === 'account') return ofPersons
  }
  if ('window' in node && node.window.kind === 'session' && of !== 'session') {
    return inside('The window "this session"')
  }
  return null
}
/** Of a union's name that none of its members has. */
const UNKNOWN: Record<string, string> = {
  kind: 'There is no such condition.',
  act: 'There is no such act.',
  op: 'A value cannot be tested so.',
}
const ofPersons = 'This is asked of persons: put it inside "its users".'

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
    if (next.length === 0 || depth > MAX_DEPTH * 8) return depth
    level = next
  }
}
