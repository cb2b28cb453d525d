/** What a breakdown groups by: a field of each session, or a trait of each person as of then. */
import type { Database } from 'better-sqlite3'
import type { Json } from '../../../../contract/event.ts'
import type { SessionField } from '../../../../contract/fields.ts'
import type { Known, Stood } from '../../../behaviour/deeds.ts'
import { valueText } from '../../../behaviour/steps.ts'
import type { Answering } from '../lanes/answering.ts'
import { isText } from '../lanes/moment.ts'

/** One look-up takes as long as reading so many of all rows. */
const ROWS_OF_A_LOOKUP = 20

export function valueReader(db: Database, segments: Answering): Known['values'] {
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

  const traitsOf = (name: number, { length, person: whose, at: times }: Stood): (string | null)[] => {
    const found = new Array<string | null>(length).fill(null)
    if (length * ROWS_OF_A_LOOKUP < (people.get() ?? 0)) {
      for (let i = 0; i < length; i++) {
        const value = traitAt.get(whose[i]!, name, times[i]!, times[i]!)
        if (value !== undefined) found[i] = textOf(value)
      }
      return found
    }
    // Of a person, place + 1 of the last; each leads to the one before.
    const heads = new Int32Array(segments.moment().present().length)
    const before = new Int32Array(length)
    for (let i = 0; i < length; i++) {
      before[i] = heads[whose[i]!]!
      heads[whose[i]!] = i + 1
    }
    let last = { value: '', text: textOf('null') }
    for (const [person, at, until, value] of history.iterate(name)) {
      let place = heads[person] ?? 0
      if (place === 0) continue
      if (value !== last.value) last = { value, text: textOf(value) }
      for (; place !== 0; place = before[place - 1]!) {
        const then = times[place - 1]!
        if (then >= at && then < until) found[place - 1] = last.text
      }
    }
    return found
  }

  const fieldsOf = (name: SessionField, { session: keys }: Stood): (string | null)[] => {
    // No session has the key 0.
    const moment = segments.moment()
    if (isText(name)) {
      const { codes, texts } = moment.textsOf([name], keys)[0]!
      return Array.from(codes, code => (code === 0 ? null : texts[code]!))
    }
    const numbers = moment.numbersOf([name], keys)[0]!
    return Array.from(numbers, one => (Number.isNaN(one) ? null : String(one)))
  }

  return (id, by, stood) => {
    const project = projectKey.get(id)
    const none = () => new Array<null>(stood.length).fill(null)
    if (project === undefined) return none()
    if (by.by === 'field') return fieldsOf(by.field, stood)
    const name = traitName.get(project, by.trait)
    return name === undefined ? none() : traitsOf(name, stood)
  }
}

function textOf(json: string): string | null {
  return valueText(parsed(json))
}

function parsed(json: string): Json {
  return JSON.parse(json)
}
