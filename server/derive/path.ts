import type { PathRule } from '../../contract/facts.ts'

/** First match wins. Words with a number in them (`checkout2`, `v1`) stay; what only a machine writes goes. */
export const PATH_RULES: readonly PathRule[] = [
  { part: '^\\d+$', as: ':id' },
  { part: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$', as: ':id' },
  { part: '^(?=[^-_]*\\d)[0-9a-f]{12,}$', as: ':id' },
  { part: '^\\d{4}-\\d{2}(-\\d{2})?$', as: ':date' },
  { part: '^[^@\\s]+@[^@\\s]+\\.[a-z]+$', as: ':email' },
  { part: '^[A-Z]{1,6}[-_]?\\d{3,}$', as: ':id' },
  { part: '^[a-z]{2,8}_(?=[A-Za-z0-9]*\\d)[A-Za-z0-9]{8,}$', as: ':id' },
  { part: '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{16,}$', as: ':id' },
  { part: '^[A-Za-z-]+-\\d{3,}$', as: ':slug' },
  { part: '^(?=.*\\d)[A-Z0-9]{20,}$', as: ':id' },
]

type Fold = (parts: readonly string[]) => readonly string[] | null

/** Makes the folding of a list of rules; a rule that is no regular expression is left out. */
export function patternOf(rules: readonly PathRule[]): (path: string) => string {
  const templates = rules.flatMap(rule => ('template' in rule ? [templateFold(rule.template)] : []))
  const parts = rules.flatMap(rule => {
    if ('template' in rule) return []
    try {
      return [{ test: new RegExp(rule.part), as: rule.as }]
    } catch {
      return []
    }
  })
  const foldPart = (part: string): string => {
    const plain = decoded(part)
    return parts.find(rule => rule.test.test(plain))?.as ?? part
  }
  const seen = new Map<string, string>()
  return path => {
    const known = seen.get(path)
    if (known !== undefined) return known
    const split = path.split('/')
    const pattern = (first(templates, split) ?? split.map(foldPart)).join('/')
    // Bounded: a crawler's visit has a new path at every page.
    if (seen.size > 5_000) seen.clear()
    seen.set(path, pattern)
    return pattern
  }
}

function first(folds: readonly Fold[], parts: readonly string[]): readonly string[] | null {
  for (const fold of folds) {
    const folded = fold(parts)
    if (folded) return folded
  }
  return null
}

/** `/product/:slug` folds every path of that length and those words. */
function templateFold(template: string): Fold {
  const wanted = template.split('/')
  return parts => {
    const fits =
      parts.length === wanted.length && wanted.every((word, i) => word.startsWith(':') || word === parts[i])
    return fits ? wanted : null
  }
}

/** Path of an address, hash routes appended; other addresses (about:blank) as they are. */
export function pathOf(href: string): string {
  try {
    const url = new URL(href, 'http://unknown.invalid/')
    const route = /^#!?\//.test(url.hash) ? url.hash.split('?')[0] : ''
    return `${url.pathname || '/'}${route}`
  } catch {
    return href.startsWith('/') ? href : `/${href}`
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
