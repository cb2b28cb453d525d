/** The rules of a document's sheets as text, those that were added by script included. */

type View = Window & typeof globalThis

export function rulesOf(page: Document | ShadowRoot, view: View): string {
  const sheets = [...page.styleSheets, ...page.adoptedStyleSheets]
  return sheets
    .map(sheet => (sheet.disabled ? '' : within(sheet.media.mediaText, textOf(sheet, view))))
    .join('\n')
}

/** A shadow tree's rules hold inside of the element marked so, and nowhere else. */
export function scopedRules(shadow: ShadowRoot, view: View, mark: string): string {
  const rules = rulesOf(shadow, view)
    .replace(/:host\(([^)]*)\)/g, ':scope:is($1)')
    .replace(/:host\b/g, ':scope')
  return `@scope (${mark}) {\n${rules}\n}`
}

function textOf(sheet: CSSStyleSheet, view: View): string {
  return readable(sheet)
    .map(rule => {
      if (!(rule instanceof view.CSSImportRule)) return rootless(rule.cssText)
      return rule.styleSheet ? within(rule.media.mediaText, textOf(rule.styleSheet, view)) : ''
    })
    .join('\n')
}

/** A sheet of another origin shows no rules: the picture goes without. */
function readable(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules]
  } catch {
    return []
  }
}

function within(media: string, rules: string): string {
  return media === '' || media === 'all' ? rules : `@media ${media} {\n${rules}\n}`
}

/** In the picture the root is the SVG, and the page's root an element in it. */
function rootless(rule: string): string {
  return rule.replace(/:root\b/g, 'html')
}
