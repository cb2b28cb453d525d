/** SQL text with its values apart from it: nothing from outside ever becomes text. */
export interface Sql {
  text: string
  params: (string | number | null)[]
}

/** sql`a = ${value} AND ${fragment}`: fragments are put in, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: (Sql | string | number | null)[]): Sql {
  let text = strings[0]!
  const params: Sql['params'] = []
  for (const [i, part] of parts.entries()) {
    if (typeof part === 'object' && part !== null) {
      text += part.text
      params.push(...part.params)
    } else {
      text += '?'
      params.push(part)
    }
    text += strings[i + 1]!
  }
  return { text, params }
}

/** Text of our own: names of columns and tables. */
export function raw(text: string): Sql {
  return { text, params: [] }
}

export const TRUE = raw('TRUE')
export const FALSE = raw('FALSE')

export function join(parts: readonly Sql[], between: string): Sql {
  return {
    text: parts.map(part => part.text).join(between),
    params: parts.flatMap(part => part.params),
  }
}

/**
 * Places of values that SQLite's planner cannot see. It weighs `column = ?` by the value bound, and so prepares such a
 * statement anew whenever it is bound (sqlite3ExprIsInteger, since 3.47): half the time of a look-up that is made for every
 * event.
 */
export const NUMBER = '(? + 0)'
export const TEXT = "(? || '')"
export const VALUE = 'ifnull(?, NULL)'
