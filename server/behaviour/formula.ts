/** `100 * (A - B) / A`: series by their letters, numbers, + - * / and brackets. */

export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'series'; place: number }
  | { kind: 'sum'; sign: '+' | '-' | '*' | '/'; left: Formula; right: Formula }

/** What is wrong is said in a sentence. */
export function readFormula(text: string, series: number): { formula: Formula } | { problem: string } {
  const tokens = text.match(/\d+(\.\d+)?|[A-Za-z]+|[-+*/()]|\S/g) ?? []
  let place = 0
  let problem: string | null = null
  const fail = (words: string): Formula => {
    problem ??= words
    return { kind: 'number', value: 0 }
  }
  const value = (): Formula => {
    const token = tokens[place]
    place += 1
    if (token === undefined) return fail('The formula ends too early.')
    if (token === '-') return { kind: 'sum', sign: '-', left: { kind: 'number', value: 0 }, right: value() }
    if (token === '(') {
      const inner = sum()
      if (tokens[place] !== ')') return fail('A bracket of the formula is not closed.')
      place += 1
      return inner
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) }
    if (/^[A-Za-z]$/.test(token)) {
      const letter = token.toUpperCase().charCodeAt(0) - 65
      return letter < series
        ? { kind: 'series', place: letter }
        : fail(`The formula asks for ${token}, which is no series.`)
    }
    return fail(`The formula has “${token}” where a letter, a number or a bracket belongs.`)
  }
  const chain = (signs: string, part: () => Formula): Formula => {
    let left = part()
    for (let sign = tokens[place]; isSign(sign) && signs.includes(sign); sign = tokens[place]) {
      place += 1
      left = { kind: 'sum', sign, left, right: part() }
    }
    return left
  }
  const product = () => chain('*/', value)
  const sum = (): Formula => chain('+-', product)
  const formula = sum()
  if (problem === null && place < tokens.length) problem = `The formula has “${tokens[place]}” too much.`
  return problem === null ? { formula } : { problem }
}

/** Null where a number it needs is missing, or is divided by nothing. */
export function calculate(formula: Formula, values: readonly (number | null)[]): number | null {
  if (formula.kind === 'number') return formula.value
  if (formula.kind === 'series') return values[formula.place] ?? null
  const left = calculate(formula.left, values)
  const right = calculate(formula.right, values)
  if (left === null || right === null) return null
  switch (formula.sign) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return right === 0 ? null : left / right
  }
}

function isSign(token: string | undefined): token is '+' | '-' | '*' | '/' {
  return token === '+' || token === '-' || token === '*' || token === '/'
}
