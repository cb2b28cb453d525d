import type { Database } from 'better-sqlite3'
import type { TabFacts, Target } from '../../../../contract/facts.ts'
import { CLICK_NUMBERS, viewsOf } from '../../heat/view.ts'
import type { Dictionary } from '../dictionary.ts'

export interface Heat {
  /** Replaces what heatmaps know of a tab. */
  replace(project: number, session: number, tab: number, facts: TabFacts): void
}

export function heatPutter(db: Database, names: Dictionary): Heat {
  const drop = db.prepare<[number]>('DELETE FROM heat WHERE tab = ?')
  const add = db.prepare(
    `INSERT INTO heat (pattern, session, tab, nth, at, until, width, height, document, seen, clicks, body, views, moves)
     VALUES (@pattern, @session, @tab, @nth, @at, @until, @width, @height, @document, @seen, @clicks, @body, @views, @moves)`,
  )
  return {
    replace: (project, session, tab, facts) => {
      drop.run(tab)
      const keyOf = ({ fingerprint, name, role }: Target) => names.element(project, fingerprint, name, role)
      for (const view of viewsOf(facts, keyOf)) {
        const { nth, at, until, width, height, clicks, inView, moves } = view
        add.run({
          pattern: names.pattern(project, view.pattern),
          ...{ session, tab, nth, at, until, width, height },
          document: view.documentHeight,
          seen: view.seenTo,
          clicks: clicks.length / CLICK_NUMBERS,
          body: Buffer.from(clicks.buffer, clicks.byteOffset, clicks.byteLength),
          views: JSON.stringify(inView),
          moves: moves.length === 0 ? null : JSON.stringify(moves),
        })
      }
    },
  }
}

/** Clicks as they were packed. Numbers in the file are little-endian, as on every machine that Node runs on. */
export function readClicks(body: Uint8Array): Int32Array {
  // A view of whole numbers must begin at a multiple of their size.
  const aligned = body.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0 ? body : Uint8Array.from(body)
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / Int32Array.BYTES_PER_ELEMENT)
}
