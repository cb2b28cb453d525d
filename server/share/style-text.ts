/**
 * rrweb records a changed style attribute as its changed properties: a value, `[value, priority]`, or false when
 * the property is gone. Merged into the text the attribute had.
 */
export function merged(text: string, change: object): string {
  const properties = new Map<string, string>()
  for (const declaration of declarations(text)) {
    const colon = declaration.indexOf(':')
    if (colon > 0) properties.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim())
  }
  for (const [name, value] of Object.entries(change)) {
    if (value === false) properties.delete(name)
    else properties.set(name, Array.isArray(value) ? `${value[0]} !${value[1]}` : String(value))
  }
  return [...properties].map(([name, value]) => `${name}: ${value};`).join(' ')
}

/** Split at semicolons outside quotes and brackets: `url(data:image/png;base64,...)` holds one. */
function declarations(text: string): string[] {
  const found: string[] = []
  let start = 0
  let depth = 0
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? ''
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '(') depth++
    else if (letter === ')') depth--
    else if (letter === ';' && depth <= 0) {
      found.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...found, text.slice(start)]
}
