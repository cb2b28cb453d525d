import type { Database } from 'better-sqlite3'
import type { Json, JsonObject } from '../../../../contract/event.ts'
import { accountTraits, type GroupCall } from '../../account-traits.ts'
import type { SuggestQuery } from '../../port.ts'
import { chooseSuggested, countValues, type Suggested } from '../../suggested.ts'
import { PROPERTIES } from '../event-body.ts'
import type { Answering } from '../lanes/answering.ts'
import { ANY_TIME, newestEvents } from '../lanes/newest-events.ts'
import { FOREVER } from '../people/folding.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'

/** Rows looked into for values; of more, these are the newest. */
const SAMPLE = 20_000

export function suggestReads(db: Database, segments: Answering): Handlers<'suggest'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const names = db.prepare<[number], Suggested>(
    'SELECT name AS value, count FROM event_name WHERE project = ? AND asked = 1 AND count > 0',
  )
  const propertiesOf = db
    .prepare<[string], string>(`SELECT ${PROPERTIES} FROM json_each(?) j JOIN event e ON e.key = j.value`)
    .pluck()
  const nameKey = db
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const properties = (project: number, event: string): JsonObject[] => {
    const name = nameKey.get(project, event)
    if (name === undefined) return []
    const asked = { ...ANY_TIME, names: new Set([name]), limit: SAMPLE }
    const keys = newestEvents(segments.moment().slices(), asked).slice(0, SAMPLE)
    return propertiesOf.all(JSON.stringify(keys)).map(readObject)
  }
  const traits = db.prepare<[number], Suggested>(
    `SELECT n.name AS value, count(*) AS count FROM trait_name n JOIN trait t ON t.name = n.key
     WHERE n.project = ? AND t.until = ${FOREVER} AND t.value <> 'null' GROUP BY n.key`,
  )
  const traitValues = db.prepare<[number, string], { value: string; count: number }>(
    `SELECT value, count(*) AS count FROM trait
     WHERE name = (SELECT key FROM trait_name WHERE project = ? AND name = ?)
       AND until = ${FOREVER} GROUP BY value`,
  )
  const paths = db.prepare<[number], Suggested>(
    `SELECT x.text AS value, (SELECT count(*) FROM page g JOIN session s ON s.key = g.session
       WHERE g.path = x.key AND s.listed = 1) AS count
     FROM path x WHERE x.project = ?`,
  )

  const groupCalls = db.prepare<[number], Omit<GroupCall, 'traits'> & { traits: string | null }>(
    `SELECT json_extract(own, '$.groupId') AS account, at, message AS messageId, json_extract(own, '$.traits') AS traits
     FROM event WHERE changes = 2
       AND name = (SELECT key FROM event_name WHERE project = ? AND asked = 0 AND name = 'group')
       AND account <> '' ORDER BY at DESC LIMIT ${SAMPLE}`,
  )
  const accounts = (project: number): JsonObject[] => {
    const calls = groupCalls.all(project)
    const read = calls.map(({ traits, ...call }) => ({
      ...call,
      traits: traits === null ? {} : readObject(traits),
    }))
    return [...accountTraits(read).values()]
  }
  const failed = (part: 'message' | 'source' | 'status') =>
    db.prepare<[number], Suggested>(
      `SELECT x.${part} AS value, sum(d.times) AS count FROM failure x JOIN failed d ON d.failure = x.key
       JOIN session s ON s.key = d.session AND s.listed = 1
       WHERE x.project = ? AND x.${part} IS NOT NULL GROUP BY x.${part}`,
    )
  const messages = failed('message')
  const addresses = failed('source')
  const statuses = failed('status')
  const phrases = db.prepare<[number], Suggested>(
    `SELECT p.text AS value, count(DISTINCT d.session) AS count FROM phrase p JOIN said d ON d.phrase = p.key
     JOIN session s ON s.key = d.session AND s.listed = 1 WHERE p.project = ? GROUP BY p.key`,
  )
  const found = (part: 'page' | 'element') =>
    db.prepare<[number], Suggested>(
      `SELECT x.${part} AS value, count(*) AS count FROM spot x JOIN finding f ON f.spot = x.key
       JOIN session s ON s.key = f.session AND s.listed = 1 WHERE x.project = ? AND x.${part} <> '' GROUP BY x.${part}`,
    )
  const foundPages = found('page')
  const foundElements = found('element')

  const rows = (project: number, ask: SuggestQuery): Suggested[] => {
    switch (ask.of) {
      case 'event':
        return names.all(project)
      case 'property':
        return countValues(
          properties(project, ask.event).flatMap(one => Object.keys(one)),
          everything(ask),
        )
      case 'propertyValue':
        return countValues(
          properties(project, ask.event).map(one => own(one, ask.name)),
          everything(ask),
        )
      case 'trait':
        return traits.all(project)
      case 'traitValue':
        return weighted(traitValues.all(project, ask.name))
      case 'accountTrait':
        return countValues(
          accounts(project).flatMap(one => Object.keys(one).filter(name => one[name] !== null)),
          everything(ask),
        )
      case 'accountTraitValue':
        return countValues(
          accounts(project).map(one => own(one, ask.name)),
          everything(ask),
        )
      case 'failure':
        return messages.all(project)
      case 'failureAddress':
        return addresses.all(project)
      case 'failureStatus':
        return statuses.all(project)
      case 'text':
        return phrases.all(project)
      case 'findingPage':
        return foundPages.all(project)
      case 'findingElement':
        return foundElements.all(project)
      case 'path':
        return paths.all(project).filter(({ count }) => count > 0)
      case 'field': {
        const column = columnOf(ask.name)
        return db
          .prepare<[number], Suggested>(
            `SELECT ${column} AS value, count(*) AS count FROM session
             WHERE project = ? AND listed = 1 AND ${column} IS NOT NULL GROUP BY 1`,
          )
          .all(project)
      }
    }
  }

  return {
    suggest: (projectId, ask) => {
      const project = projectKey.get(projectId)
      return project === undefined ? [] : chooseSuggested(rows(project, ask), ask)
    },
  }
}

function everything(ask: SuggestQuery): SuggestQuery {
  return { ...ask, limit: SAMPLE }
}

/** Values stored as JSON, with how often; elements of lists count for themselves. */
function weighted(rows: { value: string; count: number }[]): Suggested[] {
  const counts = new Map<string | number | boolean, number>()
  for (const { value: json, count } of rows) {
    const value: Json = JSON.parse(json)
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
        counts.set(one, (counts.get(one) ?? 0) + count)
      }
    }
  }
  return [...counts].map(([value, count]) => ({ value, count }))
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
