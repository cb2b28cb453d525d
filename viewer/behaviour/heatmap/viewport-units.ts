/**
 * The whole page is shown at once, in a frame as high as the page. What is sized by the window's height (`100vh`) must
 * stay as it was in the visitor's window: its units are turned into px.
 */
const UNIT = /(-?\d*\.?\d+)([dsl]?v(?:h|b|min|max))\b/g

export function freezeViewportUnits(document: Document, width: number, height: number): void {
  const of: Record<string, number> = {
    h: height,
    b: height,
    min: Math.min(width, height),
    max: Math.max(width, height),
  }
  const px = (text: string) =>
    text.replace(UNIT, (_, number: string, unit: string) => {
      const side = of[unit.replace(/^[dsl]?v/, '')] ?? height
      return `${(Number(number) * side) / 100}px`
    })
  const freeze = (style: CSSStyleDeclaration) => {
    for (const name of [...style]) {
      const value = style.getPropertyValue(name)
      if (!/\dv|\d[dsl]v/.test(value)) continue
      const frozen = px(value)
      if (frozen !== value) style.setProperty(name, frozen, style.getPropertyPriority(name))
    }
  }
  const each = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if ('style' in rule && isStyle(rule.style)) freeze(rule.style)
      if ('cssRules' in rule && isRules(rule.cssRules)) each(rule.cssRules)
    }
  }
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    const rules = rulesOf(sheet)
    if (rules) each(rules)
  }
  for (const element of document.querySelectorAll<HTMLElement>('[style*="v"]')) freeze(element.style)
}

/** Null for a sheet of another origin: what it says cannot be read, and stays as it is. */
function rulesOf(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules
  } catch {
    return null
  }
}

// Objects of the frame are of its own classes: `instanceof` of ours does not know them.
function isStyle(value: unknown): value is CSSStyleDeclaration {
  return typeof value === 'object' && value !== null && 'getPropertyPriority' in value
}

function isRules(value: unknown): value is CSSRuleList {
  return typeof value === 'object' && value !== null && 'item' in value && 'length' in value
}
