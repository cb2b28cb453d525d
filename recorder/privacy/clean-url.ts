import { MASK, maskSecrets } from './mask-secrets.ts'

const SCHEME = /^\s*([a-z][\w+.-]*:)(\/\/)?/i
/** What a picture, font or clip holds is shown on the page; other data: addresses are files or text. */
const EMBEDDED = /^\s*data:(?:image|font|audio|video|application\/(?:x-)?font)/i
/** Nothing else begins like this: most addresses need no look at their scheme. */
const COMMON = /^(?:https?:\/)?\//
const ORIGIN = /^[^/?#]*\/\/[^/?#]*/
const USER_INFO = /^([^/]*\/\/).*@/

function maskPart(part: string): string {
  let plain = part
  try {
    if (part.includes('%')) plain = decodeURIComponent(part)
  } catch {
    // Not percent-encoded after all: judged as it is written.
  }
  const masked = maskSecrets(plain)
  return masked === plain ? part : masked
}

function readPattern(source: string): RegExp | undefined {
  try {
    return source ? new RegExp(source) : undefined
  } catch {
    // A pattern that cannot be read allows nothing.
    return undefined
  }
}

/** Cleans absolute and relative addresses: names of parameters stay, values only of the allowed ones. */
export function createUrlCleaner(allowParameters: string[], allowHash: string): (href: string) => string {
  const allowedHash = readPattern(allowHash)

  const cleanParameters = (query: string): string =>
    query
      .split('&')
      .map(pair => {
        const at = pair.indexOf('=')
        const name = pair.slice(0, at)
        if (at < 0) return pair && MASK
        return `${maskPart(name)}=${allowParameters.includes(name) ? maskPart(pair.slice(at + 1)) : MASK}`
      })
      .join('&')

  const cleanHash = (hash: string): string => {
    const [route = '', query] = hash.split('?', 2)
    if (allowedHash?.test(hash)) return `#${maskPart(route)}${query ? `?${cleanParameters(query)}` : ''}`
    return /^[\w.-]+=/.test(hash) ? `#${cleanParameters(hash)}` : ''
  }

  return href => {
    if (!COMMON.test(href)) {
      const [, scheme, slashes] = SCHEME.exec(href) ?? []
      if (scheme && !slashes && scheme !== 'about:') return EMBEDDED.test(href) ? href : scheme + MASK
    }
    const from = ORIGIN.exec(href)?.[0].length ?? 0
    const hashAt = href.indexOf('#')
    const whole = hashAt < 0 ? href : href.slice(0, hashAt)
    const queryAt = whole.indexOf('?')
    const path = queryAt < 0 ? whole : whole.slice(0, queryAt)
    const query = queryAt < 0 ? '' : whole.slice(queryAt + 1)
    return (
      href.slice(0, from).replace(USER_INFO, '$1') +
      maskPart(path.slice(from)) +
      (query && `?${cleanParameters(query)}`) +
      (hashAt < 0 ? '' : cleanHash(href.slice(hashAt + 1)))
    )
  }
}
