/** Characters of one style sheet that are recorded; a larger one stays an address, as rrweb leaves foreign ones. */
const MAX_CSS = 2_000_000
/** Rules between two places where the job may be cut. */
const RULES = 50

const RELATIVE = /(url\(\s*["']?|@import\s+["'])(?!["']?(?:[a-z][\w+.-]*:|\/\/|#))([^"')]+)/gi

/** Makes the addresses in a style sheet absolute, so that they hold wherever it is replayed. */
export function absoluteCss(css: string, base: string): string {
  return css.replace(RELATIVE, (whole: string, before: string, path: string) => {
    try {
      return before + new URL(path, base).href
    } catch {
      return whole
    }
  })
}

/** The text of a sheet's rules; undefined when it is another origin's, or too large. */
export function* sheetText(sheet: CSSStyleSheet, base: string): Generator<void, string | undefined> {
  const home = sheet.href ?? base
  let text = ''
  try {
    let count = 0
    for (const rule of sheet.cssRules) {
      text +=
        'styleSheet' in rule && rule.styleSheet instanceof CSSStyleSheet
          ? ((yield* sheetText(rule.styleSheet, home)) ?? rule.cssText)
          : rule.cssText
      if (text.length > MAX_CSS) return undefined
      if (++count % RULES === 0) yield
    }
  } catch {
    return undefined
  }
  return absoluteCss(text, home)
}

/** Whether a `<style>` says in its text all that its sheet holds: scripts may have inserted rules. */
export function isAsWritten(text: string, sheet: CSSStyleSheet): boolean {
  if (text.length > MAX_CSS) return true
  if (!text.trim()) return sheet.cssRules.length === 0
  try {
    const written = new CSSStyleSheet()
    written.replaceSync(text)
    return written.cssRules.length === sheet.cssRules.length
  } catch {
    return true
  }
}
