/**
 * Who is in a segment as of one time, as arrays by key: conditions that lanes and columns can tell are counted in
 * them, any other is asked of the tables (compile.ts) and taken as a set. The meaning is segment/match.ts.
 */
import type { Database } from 'better-sqlite3'
import { counted } from '../../../segment/judge.ts'
import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { personCondition, sessionCondition } from '../compile/compile.ts'
import { type Sql, sql } from '../sql.ts'
import { belongingTo } from './accounts.ts'
import { actCounts } from './acts.ts'
import { gainsFromFew } from './among.ts'
import {
  combined,
  countBySession,
  everyone,
  type Members,
  membersWhere,
  opposite,
  thoseCounted,
} from './count.ts'
import { thoseOfField } from './field.ts'
import { living } from './lived.ts'
import { type Asked, ofAll, type Told } from './moment.ts'
import { scored } from './scores.ts'
import { stepTaker } from './steps.ts'
import { visitNumbers } from './visit-number.ts'

export interface Evaluate {
  /** By key of a person; beyond those of the project anything may stand. */
  persons(node: ResolvedCondition, asked: Asked): Members
  /** By key of a session; beyond the listed ones of the project anything may stand. */
  sessions(node: ResolvedCondition, asked: Asked): Members
}

export function evaluation(facts: Database): Evaluate {
  const set = ({ text, params }: Sql, length: number): Members => {
    const members = new Uint8Array(length)
    const keys = facts.prepare<Sql['params'], number>(text).pluck()
    for (const key of keys.all(...params)) members[key] = 1
    return members
  }
  const personsBySql = (where: ResolvedCondition, { moment, project, time, zone }: Asked): Members => {
    const question = { segment: { subject: 'person', where }, asOf: { kind: 'at', time }, zone } as const
    return set(
      moment.laid(
        sql`SELECT p.key FROM person p WHERE p.project = ${project} AND ${personCondition(question, project)}`,
      ),
      moment.present().length,
    )
  }
  const sessionsBySql = (
    where: ResolvedCondition,
    { moment, project, time, zone, among }: Asked,
  ): Members => {
    const few = among
      ? sql`s.key IN (SELECT value FROM json_each(${JSON.stringify(among.keys)})) AND `
      : sql``
    const question = { segment: { subject: 'session', where }, asOf: { kind: 'at', time }, zone } as const
    return set(
      moment.laid(
        sql`SELECT s.key FROM session s WHERE s.project = ${project} AND s.listed = 1 AND ${few}${sessionCondition(question, project)}`,
      ),
      moment.sessions().project.length,
    )
  }

  const persons = onceOfAll('persons', (node, asked) => {
    const length = asked.moment.present().length
    switch (node.kind) {
      case 'and':
      case 'or':
        return combined(
          node.kind,
          node.of.map(part => persons(part, asked)),
        )
      case 'not':
        return opposite(persons(node.of, asked))
      case 'nothing':
        return everyone(length, false)
      case 'event':
      case 'did':
      case 'session':
      case 'first':
      case 'stopped':
      case 'change':
      case 'days':
      case 'regularly':
      case 'resumed':
      case 'amount':
      case 'revenue':
        return acts.holding(node, asked) ?? personsBySql(node, asked)
      case 'sequence':
      case 'funnel': {
        const steps = acts.steps(node, asked)
        return steps ? take(steps) : personsBySql(node, asked)
      }
      case 'account':
        return belongingTo(node.where, asked.moment.accounts(asked.project), asked, persons)
      case 'score':
        return score(node, asked)
      case 'seen':
        return seen(node, asked) ?? personsBySql(node, asked)
      default:
        return personsBySql(node, asked)
    }
  })

  const seen = ({ which, is }: Node<'seen'>, { moment, time }: Asked): Members | null => {
    const at = which === 'first' ? moment.firstSeen() : moment.lastSeen(time)
    if (at === null) return null
    const seenAt = (person: number) => {
      const known = at[person]!
      return Number.isFinite(known) && known <= time ? known : undefined
    }
    return membersWhere(at.length, person => testValue(is, seenAt(person), time))
  }

  /** What holds of persons, as what holds of their sessions. */
  const spread = (members: Members, asked: Asked): Members => {
    const { person } = asked.moment.sessions()
    return membersWhere(person.length, session => members[person[session]!] === 1)
  }

  const sessions = onceOfAll('sessions', (node, asked) => {
    const { moment } = asked
    const length = moment.sessions().project.length
    switch (node.kind) {
      case 'and':
      case 'or':
        return combined(
          node.kind,
          node.of.map(part => sessions(part, asked)),
        )
      case 'not':
        return opposite(sessions(node.of, asked))
      case 'nothing':
        return everyone(length, false)
      case 'field':
        return thoseOfField(node.field, node.is, moment, asked.time)
      case 'finding':
        return lived.finding(node, asked)
      case 'failure':
        return lived.failure(node, asked)
      case 'text':
        return lived.text(node, asked)
      case 'visit':
        return thoseCounted(node.number, numbersOf(moment.sessions(), moment.present().length))
      case 'event':
        if (node.window.kind !== 'session') break
        return thoseCounted(
          node.count,
          countBySession(acts.inSessions(node.event, node.where, asked), moment.owners(), moment.sessions()),
        )
      case 'session':
        if (node.window.kind === 'session') return thisSession(node, asked)
        break
      case 'did':
      case 'days':
      case 'amount':
      case 'revenue':
        if (node.window.kind === 'session')
          return byKey(acts.holdingInSession(node, asked), asked) ?? sessionsBySql(node, asked)
        break
      case 'sequence':
      case 'funnel': {
        if (node.window.kind !== 'session') break
        const steps = acts.stepsInSession(node, asked)
        return byKey(steps && take(steps), asked) ?? sessionsBySql(node, asked)
      }
      default:
        break
    }
    return isOfSession(node) ? sessionsBySql(node, asked) : spread(persons(node, asked), asked)
  })

  /** The window "this session" holds one session: only whether this passes the count matters. */
  const thisSession = (node: Node<'session'>, asked: Asked): Members => {
    const one = counted(node.count, 1)
    if (one === counted(node.count, 0)) return everyone(asked.moment.sessions().project.length, one)
    const passing = sessions(node.where, asked)
    return one ? passing : opposite(passing)
  }

  const acts = actCounts(facts, sessions)
  const numbersOf = visitNumbers(facts)
  const take = stepTaker(facts)
  const score = scored(facts)
  const lived = living(facts)
  return { persons, sessions }
}

/** By key of a session, where it is by place. */
function byKey(found: Members | null, { among, moment }: Asked): Members | null {
  if (found === null || !among) return found
  const members = new Uint8Array(moment.sessions().length)
  for (const [i, key] of among.keys.entries()) members[key] = found[i + 1]!
  return members
}

type Tell = (node: ResolvedCondition, asked: Asked) => Members

/** Where few are asked of, what gains nothing by it is told of all, and not again for the same answer. */
function onceOfAll(of: keyof Told, tell: Tell): Tell {
  return (node, asked) => {
    if (!asked.among || gainsFromFew(node)) return tell(node, asked)
    const found = asked.told?.[of].get(node) ?? tell(node, ofAll(asked))
    asked.told?.[of].set(node, found)
    return found
  }
}

/** Whether it may hold of one session of a person, and not of another. */
function isOfSession(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'page':
    case 'field':
    case 'visit':
    case 'finding':
    case 'failure':
    case 'text':
      return true
    case 'ids':
      return node.of === 'session'
    default:
      return 'window' in node && node.window.kind === 'session'
  }
}
