import type { Database } from 'better-sqlite3'
import type { Choice, Known } from '../../../behaviour/deeds.ts'
import { nameWith } from '../../element-names.ts'
import type { Answering } from '../lanes/answering.ts'
import { namedElements } from './named-elements.ts'

export function choiceReader(db: Database, segments: Answering): Known['choices'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const patterns = db
    .prepare<[number], [key: number, text: string]>('SELECT key, text FROM pattern WHERE project = ?')
    .raw()

  return (id, of, search, limit) => {
    const project = projectKey.get(id)
    if (project === undefined) return []
    const texts = new Map(patterns.all(project))
    const counts = (of === 'page' ? viewsBy : pressesBy)(segments, project, texts)
    const all: Choice[] = []
    if (of === 'page') {
      for (const [key, count] of counts) all.push({ value: texts.get(key)!, name: texts.get(key)!, count })
    } else {
      for (const [key, { element: value, names }] of namedElements(db, project)) {
        const count = counts.get(key)
        const name = nameWith(names, search)
        if (count !== undefined && name !== null) all.push({ value, name, count })
      }
    }
    return all
      .filter(({ name }) => nameWith([name], search) !== null)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, limit)
  }
}

type Counted = (
  segments: Answering,
  project: number,
  texts: ReadonlyMap<number, string>,
) => Map<number, number>

/** Views by listed sessions, by key of the page. */
const viewsBy: Counted = (segments, project, texts) => {
  const { project: of } = segments.moment().sessions()
  const counts = new Map<number, number>()
  for (const { patterns, begins, first, session } of segments.viewLanes()) {
    for (const [nth, pattern] of patterns.entries()) {
      if (!texts.has(pattern)) continue
      let count = 0
      for (let i = begins[nth]!; i < begins[nth + 1]!; i++)
        if (of[first + session[i]!] === project) count += 1
      if (count > 0) counts.set(pattern, (counts.get(pattern) ?? 0) + count)
    }
  }
  return counts
}

/** Clicks of listed sessions, by key of the element. */
const pressesBy: Counted = (segments, project, texts) => {
  const { project: of } = segments.moment().sessions()
  let counts = new Uint32Array(1_024)
  for (const { patterns, begins, first, session, starts, element } of segments.viewLanes()) {
    for (const [nth, pattern] of patterns.entries()) {
      if (!texts.has(pattern)) continue
      for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
        if (of[first + session[view]!] !== project) continue
        for (let i = starts[view]!; i < starts[view + 1]!; i++) {
          const key = element[i]!
          if (key >= counts.length) counts = grown(counts, key)
          counts[key]! += 1
        }
      }
    }
  }
  const found = new Map<number, number>()
  for (const [key, count] of counts.entries()) if (count > 0) found.set(key, count)
  return found
}

function grown(before: Uint32Array, key: number): Uint32Array<ArrayBuffer> {
  const after = new Uint32Array(2 * key)
  after.set(before)
  return after
}
