/** What a breakdown groups by: a field of each session, or a trait of each person as of then. */
import type { Database } from 'better-sqlite3'
import type { Json } from '../../../../contract/event.ts'
import type { SessionField } from '../../../../contract/fields.ts'
import type { Known, Standing } from '../../../behaviour/deeds.ts'
import { valueText } from '../../../behaviour/steps.ts'
import type { Answering } from '../lanes/answering.ts'
import { isText } from '../lanes/moment.ts'

/** One look-up takes as long as reading so many of all rows. */
const ROWS_OF_A_LOOKUP = 20

type Stood = readonly Standing<number>[]

export function valueReader(db: Database, segments: Answering): Known<number>['values'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const traitName = db
    .prepare<[number, string], number>('SELECT key FROM trait_name WHERE project = ? AND name = ?')
    .pluck()
  const traitAt = db
    .prepare<[number, number, number, number], string>(
      'SELECT value FROM trait WHERE person = ? AND name = ? AND at <= ? AND until > ? LIMIT 1',
    )
    .pluck()
  const people = db.prepare<[], number | null>('SELECT max(key) FROM person').pluck()
  const history = db
    .prepare<[number], [person: number, at: number, until: number, value: string]>(
      'SELECT person, at, until, value FROM trait WHERE name = ? ORDER BY value',
    )
    .raw()

  const traitsOf = (name: number, standings: Stood): (string | null)[] => {
    if (standings.length * ROWS_OF_A_LOOKUP < (people.get() ?? 0)) {
      return standings.map(({ person, at }) => {
        const value = traitAt.get(person, name, at, at)
        return value === undefined ? null : textOf(value)
      })
    }
    const found: (string | null)[] = standings.map(() => null)
    // Of a person, place + 1 of the last; each leads to the one before.
    const heads = new Int32Array(segments.moment().present().length)
    const before = new Int32Array(standings.length)
    for (const [i, { person }] of standings.entries()) {
      before[i] = heads[person]!
      heads[person] = i + 1
    }
    let last = { value: '', text: textOf('null') }
    for (const [person, at, until, value] of history.iterate(name)) {
      let place = heads[person] ?? 0
      if (place === 0) continue
      if (value !== last.value) last = { value, text: textOf(value) }
      for (; place !== 0; place = before[place - 1]!) {
        const then = standings[place - 1]!.at
        if (then >= at && then < until) found[place - 1] = last.text
      }
    }
    return found
  }

  const fieldsOf = (name: SessionField, standings: Stood): (string | null)[] => {
    // No session has the key 0.
    const keys = Int32Array.from(standings, ({ session }) => session ?? 0)
    const moment = segments.moment()
    if (isText(name)) {
      const { codes, texts } = moment.textsOf([name], keys)[0]!
      return Array.from(codes, code => (code === 0 ? null : texts[code]!))
    }
    const numbers = moment.numbersOf([name], keys)[0]!
    return Array.from(numbers, one => (Number.isNaN(one) ? null : String(one)))
  }

  return (id, by, standings) => {
    const project = projectKey.get(id)
    if (project === undefined) return standings.map(() => null)
    if (by.by === 'field') return fieldsOf(by.field, standings)
    const name = traitName.get(project, by.trait)
    return name === undefined ? standings.map(() => null) : traitsOf(name, standings)
  }
}

function textOf(json: string): string | null {
  return valueText(parsed(json))
}

function parsed(json: string): Json {
  return JSON.parse(json)
}
