/** Directives that a site's assets come under. */
const ASSETS = ['img-src', 'style-src', 'font-src', 'media-src']

/** The policy with assets of these origins let in; scripts, frames, forms and requests stay the viewer's own. */
export function withAssets(policy: string, origins: string[]): string {
  if (origins.length === 0) return policy
  return policy
    .split(/;\s*/)
    .map(directive => {
      const [name = ''] = directive.split(' ')
      return ASSETS.includes(name) ? `${directive} ${origins.join(' ')}` : directive
    })
    .join('; ')
}
