/** Folds ids in paths into names, so that pages of one kind count as one. */
export interface PathRule {
  /** Tested against one decoded part of the path, as a regular expression. */
  part: string
  /** What stands in for it, with its colon. */
  as: string
}

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

/** Compiles rules once; a rule that is no regular expression is left out. */
export function patternOf(rules: readonly PathRule[]): (path: string) => string {
  const compiled = rules.flatMap(rule => {
    try {
      return [{ test: new RegExp(rule.part), as: rule.as }]
    } catch {
      return []
    }
  })
  const seen = new Map<string, string>()
  return path => {
    const known = seen.get(path)
    if (known !== undefined) return known
    const folded = path.split('/').map(part => {
      const plain = decoded(part)
      return compiled.find(rule => rule.test.test(plain))?.as ?? part
    })
    if (seen.size > 5_000) seen.clear()
    const pattern = folded.join('/')
    seen.set(path, pattern)
    return pattern
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
