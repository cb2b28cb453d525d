/** In `url()`, after `@import`, and in strings that have parameters, as in `image-set("a.png?key=1" 2x)`. */
const ADDRESS = /(url\(\s*["']?|@import\s+["']|["'](?=[^"'\s]+\?[^"'\s]*=))(?!data:)([^"')]*[?#@][^"')]*)/gi

/** Cleans the addresses in a style sheet, a rule or a declaration. */
export function cleanCss(css: string, cleanUrl: (href: string) => string): string {
  return css.replace(ADDRESS, (whole: string, before: string, href: string) =>
    href.startsWith('#') ? whole : before + cleanUrl(href),
  )
}
