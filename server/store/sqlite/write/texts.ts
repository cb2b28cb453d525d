import type { Database } from 'better-sqlite3'

export interface TextPutter {
  /** Makes these the texts that a visitor could read in a tab. */
  replace(project: number, session: number, tab: number, texts: readonly string[]): void
}

/** Texts repeat from session to session: each is kept once, as it is searched for, and which tabs had it. */
export function textPutter(db: Database): TextPutter {
  const find = db
    .prepare<[number, string], number>('SELECT key FROM phrase WHERE project = ? AND text = ?')
    .pluck()
  const add = db
    .prepare<[number, string], number>('INSERT INTO phrase (project, text) VALUES (?, ?) RETURNING key')
    .pluck()
  const had = db.prepare<[number], number>('SELECT phrase FROM said WHERE tab = ?').pluck()
  const drop = db.prepare<[number, number]>('DELETE FROM said WHERE tab = ? AND phrase = ?')
  const say = db.prepare<[number, number, number]>(
    'INSERT OR IGNORE INTO said (tab, phrase, session) VALUES (?, ?, ?)',
  )
  return {
    replace: (project, session, tab, texts) => {
      const before = new Set(had.all(tab))
      for (const text of new Set(texts.map(foldText))) {
        const phrase = find.get(project, text) ?? add.get(project, text)!
        if (!before.delete(phrase)) say.run(tab, phrase, session)
      }
      for (const phrase of before) drop.run(tab, phrase)
    },
  }
}

/** As segment/session.ts compares; SQLite's lower() knows only ASCII. */
export const foldText = (text: string): string => text.toLowerCase()
