/**
 * Who may be in a segment as of some time: what is asked as of each session is asked of these persons alone. Too many is
 * slow, too few would be wrong: what cannot be told keeps everyone.
 */
import type { Database } from 'better-sqlite3'
import { actsOf } from '../../../../contract/segment/tree.ts'
import type { Count } from '../../../../contract/segment/values.ts'
import { counted } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { sessionCondition } from '../compile/compile.ts'
import { FOREVER } from '../people/folding.ts'
import { type Sql, sql } from '../sql.ts'
import { belongingEver } from './accounts.ts'
import { combined, countByPerson, type Members } from './count.ts'
import { EVER, type Moment } from './moment.ts'
import { passing } from './passing.ts'
import { isTimelessTest } from './timeless.ts'

/** By key of a person; null: anyone may. */
export type Candidates = (node: ResolvedCondition, project: number, moment: Moment) => Members | null

/** Tests whose answer hangs on the time asked for, or that a missing value passes. */
const OPEN = new Set(['in-last', 'before-last', 'in-next', 'is-not', 'not-contains', 'missing'])

export function candidates(facts: Database): Candidates {
  const nameKey = facts
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const valuesOf = facts
    .prepare<[number, string], [name: number, value: string]>(
      `SELECT DISTINCT t.name, t.value FROM trait t
       WHERE t.name = (SELECT key FROM trait_name WHERE project = ? AND name = ?)`,
    )
    .raw()
  const personsOf = facts
    .prepare<[number, string], number>('SELECT person FROM trait WHERE name = ? AND value = ?')
    .pluck()
  const those = passing(facts)
  const endedOf = facts
    .prepare<[number, string], number>(
      `SELECT person FROM trait WHERE name = ? AND value = ? AND until < ${FOREVER}`,
    )
    .pluck()

  /** Who did each of the acts so many times, whenever it was. */
  const doers = (acts: ResolvedAct[], least: number, project: number, moment: Moment): Members | null => {
    if (least === 0) return null
    const sets = acts.flatMap(act => {
      if (act.act !== 'event') return []
      const name = nameKey.get(project, act.event)
      const lanes = name === undefined ? [] : moment.events(name, EVER.from, EVER.to)
      const timeless = act.where.filter(isTimelessTest)
      const counts = countByPerson(
        those(lanes, timeless, 0, EVER),
        moment.owners(),
        moment.present().length,
        EVER,
      )
      return [Uint8Array.from(counts, n => Number(n >= least))]
    })
    return sets.length === 0 ? null : combined('and', sets)
  }

  /** Who ever had a value that passes. */
  const having = ({ trait, is }: Node<'trait'>, project: number, moment: Moment): Members | null => {
    if (OPEN.has(is.op)) return null
    const members = new Uint8Array(moment.present().length)
    for (const [name, value] of valuesOf.all(project, trait)) {
      if (!testValue(is, JSON.parse(value), 0)) continue
      for (const person of personsOf.iterate(name, value)) members[person] = 1
    }
    return members
  }

  /** Of whom a value of the trait ended. */
  const changed = ({ trait }: Node<'moved'>, project: number, moment: Moment): Members => {
    const members = new Uint8Array(moment.present().length)
    for (const [name, value] of valuesOf.all(project, trait)) {
      for (const person of endedOf.iterate(name, value)) members[person] = 1
    }
    return members
  }

  /** Who ever had a session with such a finding: few have it at one place, whatever else is asked of when that was. */
  const found = (where: Node<'finding'>, project: number, moment: Moment): Members => {
    const one = { segment: { subject: 'session', where }, asOf: { kind: 'at', time: 0 } } as const
    const { text, params } = sql`SELECT s.person FROM session s WHERE ${sessionCondition(one, project)}`
    const members = new Uint8Array(moment.present().length)
    const persons = facts.prepare<Sql['params'], number | null>(text).pluck()
    for (const person of persons.iterate(...params)) if (person !== null) members[person] = 1
    return members
  }

  const may: Candidates = (node, project, moment) => {
    switch (node.kind) {
      case 'and': {
        const parts = node.of.map(part => may(part, project, moment)).filter(part => part !== null)
        return parts.length === 0 ? null : combined('and', parts)
      }
      case 'or': {
        const parts = node.of.map(part => may(part, project, moment))
        const told = parts.filter(part => part !== null)
        return told.length < parts.length ? null : combined('or', told)
      }
      case 'trait':
        return having(node, project, moment)
      case 'moved':
        return changed(node, project, moment)
      case 'event':
        return node.window.kind === 'session'
          ? null
          : doers(
              [{ act: 'event', event: node.event, where: node.where }],
              leastOf(node.count),
              project,
              moment,
            )
      case 'did':
      case 'days':
        return doers([node.of], leastOf(node.count), project, moment)
      case 'first':
      case 'stopped':
      case 'resumed':
      case 'regularly':
        return doers([node.of], 1, project, moment)
      case 'sequence':
        return doers(
          node.steps.map(step => step.do),
          1,
          project,
          moment,
        )
      case 'session': {
        const { where, count } = node
        if (leastOf(count) === 0 || count.n === 0) return null
        if (where.kind !== 'finding' || (where.page ?? where.element) === null) return null
        return counted(where.count, 0) ? null : found(where, project, moment)
      }
      case 'account':
        return belongingEver(node.where, moment.accounts(project), moment.present().length)
      case 'funnel':
        return node.reached.op === 'at-most' ? null : reached(node, project, moment)
      default:
        return null
    }
  }
  const reached = (node: Node<'funnel'>, project: number, moment: Moment): Members | null => {
    const acts = actsOf(node).map(({ act }) => act)
    const needed = acts.slice(0, node.reached.n)
    return needed.length === 0 ? null : doers(needed, 1, project, moment)
  }
  return may
}

/** 0: also who never did it. */
function leastOf({ op, n }: Count): number {
  return op === 'at-most' ? 0 : n
}
