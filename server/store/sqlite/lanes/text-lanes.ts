/** Sessions in which something could be read: from pieces where they are kept, else from the table. */
import type { Database } from 'better-sqlite3'
import { type Packable, pieces, TEXTS } from './pieces.ts'
import { keysOf } from './slices.ts'
import { hasAny, markTexts, packTexts, type Said, type TextHead, unpackHead } from './text-piece.ts'

/** By key of a session, of `length`: 1 where one of the phrases could be read. As of the running transaction. */
export type TextLanes = (
  phrases: readonly number[],
  versions: Map<number, number>,
  length: number,
) => Uint8Array

export function textLanes(facts: Database, lanes: Database): TextLanes {
  const { find } = pieces(lanes, TEXTS)
  const saying = facts
    .prepare<[string, number, number], number>(
      `SELECT session FROM said
       WHERE phrase IN (SELECT value FROM json_each(?)) AND session >= ? AND session < ?`,
    )
    .pluck()
  const heads = new Map<number, { version: number; head: TextHead }>()
  /** Marks those of a slice that is kept; false: it is not. */
  const mark = (slice: number, version: number, wanted: Uint8Array, members: Uint8Array): boolean => {
    const known = heads.get(slice)
    if (known?.version === version && !hasAny(known.head, wanted)) return true
    const bytes = find(slice, version)
    if (!bytes) return false
    const head = known?.version === version ? known.head : unpackHead(bytes)
    heads.set(slice, { version, head })
    if (hasAny(head, wanted)) markTexts(bytes, head, wanted, keysOf('session', slice)[0], members)
    return true
  }
  return (phrases, versions, length) => {
    const members = new Uint8Array(length)
    if (phrases.length === 0) return members
    const wanted = new Uint8Array(phrases.reduce((most, key) => Math.max(most, key), 0) + 1)
    for (const key of phrases) wanted[key] = 1
    const asked = JSON.stringify(phrases)
    const loose: [from: number, to: number][] = []
    for (const [slice, version] of versions) {
      if (mark(slice, version, wanted, members)) continue
      const [from, to] = keysOf('session', slice)
      if (loose.at(-1)?.[1] === from) loose.at(-1)![1] = to
      else loose.push([from, to])
    }
    for (const range of loose) for (const key of saying.iterate(asked, ...range)) members[key] = 1
    return members
  }
}

/** What the packer keeps of them. */
export function packableTexts(facts: Database): Packable {
  // CROSS: what was said is found by tab.
  const rows = facts
    .prepare<[number, number, number], Said>(
      `SELECT t.session - ?, d.phrase FROM tab t CROSS JOIN said d
       WHERE d.tab = t.key AND t.session >= ? AND t.session < ?`,
    )
    .raw()
  return {
    ...{ table: 'session', kind: TEXTS, isSlow: true, read: () => {} },
    pack: slice => {
      const [from, to] = keysOf('session', slice)
      return packTexts(rows.all(from, from, to))
    },
  }
}
