import type { Database } from 'better-sqlite3'
import { byTime, type Json, type JsonObject } from '../../../../contract/event.ts'
import type { TraitChange } from '../../../segment/history.ts'
import { applyChange } from '../../../segment/trait-operations.ts'
import type { Dictionary } from '../dictionary.ts'
import { type ChangeColumns, readChange } from '../event-body.ts'
import { NUMBER } from '../sql.ts'

/** Past every time that is asked for, epoch ms. */
export const FOREVER = 9e15

export interface Folding {
  /** After a change was stored: folds it in at the end, or everything afresh when it is not the newest. */
  add(person: number, change: TraitChange): void
  /** Works a person's traits out afresh from the events that changed them. */
  afresh(person: number): void
}

/** Keeps, for each person and trait, its value from each change to the next. */
export function folding(db: Database, names: Dictionary): Folding {
  const project = db.prepare<[number], number>('SELECT project FROM person WHERE key = ?').pluck()
  const changes = db.prepare<[number], ChangeColumns>(
    `SELECT at, message, own FROM event WHERE person = ${NUMBER} AND changes = 1`,
  )
  const later = db.prepare<[number, number], { at: number; messageId: string }>(
    `SELECT at, message AS messageId FROM event WHERE person = ${NUMBER} AND changes = 1 AND at >= ${NUMBER}`,
  )
  const current = db.prepare<[number, number], { name: string; value: string }>(
    `SELECT n.name, t.value FROM trait t JOIN trait_name n ON n.key = t.name
     WHERE t.person = ${NUMBER} AND t.until = ${NUMBER}`,
  )
  const last = db
    .prepare<[number], number | null>(`SELECT max(nth) FROM trait WHERE person = ${NUMBER}`)
    .pluck()
  const drop = db.prepare<[number]>('DELETE FROM trait WHERE person = ?')
  const end = db.prepare<[number, number, number, number]>(
    `UPDATE trait SET until = ? WHERE person = ${NUMBER} AND name = ${NUMBER} AND until = ${NUMBER}`,
  )
  const begin = db.prepare<[number, number, number, number, number, string]>(
    'INSERT INTO trait (person, name, nth, at, until, value) VALUES (?, ?, ?, ?, ?, ?)',
  )

  const write = (person: number, nth: number, at: number, before: JsonObject, after: JsonObject) => {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const value = JSON.stringify(after[name] ?? null)
      if (JSON.stringify(before[name] ?? null) === value) continue
      const key = names.traitName(project.get(person)!, name)
      end.run(at, person, key, FOREVER)
      begin.run(person, key, nth, at, FOREVER, value)
    }
  }

  const afresh = (person: number) => {
    drop.run(person)
    const traits: JsonObject = Object.create(null)
    for (const [nth, change] of changes.all(person).map(readChange).sort(byTime).entries()) {
      const before: JsonObject = Object.assign(Object.create(null), traits)
      applyChange(traits, change.traits, change.operations)
      write(person, nth, change.at, before, traits)
    }
  }

  return {
    afresh,
    add: (person, change) => {
      if (later.all(person, change.at).some(other => byTime(other, change) > 0)) {
        afresh(person)
        return
      }
      const before: { [name: string]: Json } = Object.create(null)
      for (const { name, value } of current.all(person, FOREVER)) before[name] = JSON.parse(value)
      const after: JsonObject = Object.assign(Object.create(null), before)
      applyChange(after, change.traits, change.operations)
      write(person, (last.get(person) ?? -1) + 1, change.at, before, after)
    },
  }
}
