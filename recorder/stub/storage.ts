/**
 * Small values that outlive a page: a cookie at the site's root domain (shared by its subdomains) and
 * localStorage. Either may be forbidden or full; then the other holds, and at last the page's memory.
 */
const memory: Record<string, string | undefined> = {}
const YEAR_S = 31_536_000

/** The answer of `action`, undefined when the browser forbids it. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

let root: string | undefined

/** The widest domain that takes a cookie: `example.co.uk` for `shop.example.co.uk`; '' on plain hosts. */
function rootDomain(): string {
  if (root !== undefined) return root
  const labels = location.hostname.split('.')
  // An address in numbers has no domain above it.
  const top = /\d$/.test(location.hostname) ? -1 : labels.length - 2
  for (let from = top; from >= 0; from--) {
    const domain = labels.slice(from).join('.')
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and missing on plain http.
    document.cookie = `segreel_root=1; domain=${domain}`
    if (/segreel_root=1/.test(document.cookie)) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and missing on plain http.
      document.cookie = `segreel_root=; domain=${domain}; max-age=0`
      root = domain
      return domain
    }
  }
  root = ''
  return root
}

export function read(name: string): string | undefined {
  const cookie = attempt(() => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1])
  const value =
    (cookie && attempt(() => decodeURIComponent(cookie))) ||
    attempt(() => localStorage.getItem(name)) ||
    memory[name]
  // Older analytics.js keeps values as JSON strings.
  return value?.replace(/^"(.*)"$/, '$1') || undefined
}

/** An empty value forgets the name. `cookieless` values are too large, or of no use, to other subdomains. */
export function write(name: string, value: string, cookieless?: boolean): void {
  memory[name] = value
  attempt(() => (value ? localStorage.setItem(name, value) : localStorage.removeItem(name)))
  if (!cookieless) {
    attempt(() => {
      const domain = rootDomain()
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and missing on plain http.
      document.cookie = `${name}=${encodeURIComponent(value)}; path=/; samesite=lax; max-age=${value ? YEAR_S : 0}${domain && `; domain=${domain}`}`
    })
  }
}
