import type { Options } from './options.ts'
import { attempt, read, write } from './storage.ts'

/** The settings document of the last visit. */
const NAME = 'segreel_settings'
/** ms a first visit waits for its settings; then the defaults hold until the next page. */
const PATIENCE_MS = 2_000

/** The key `segreel` of the project's settings, unchecked. Cached ones answer at once; `onFresh` hears the new. */
export function fetchSettings(options: Options, onFresh: (settings: unknown) => void): Promise<unknown> {
  const text = read(NAME)
  const cached: unknown = text && attempt(() => JSON.parse(text))
  const fresh = fetch(`${options.endpoint}/v1/projects/${encodeURIComponent(options.writeKey)}/settings`)
    .then(response => response.json())
    .then(({ segreel = {} }: { segreel?: unknown }) => {
      write(NAME, JSON.stringify(segreel), true)
      onFresh(segreel)
      return segreel
    })
    // No answer: a recorder without settings records with the defaults.
    .catch(() => ({}))
  return cached
    ? Promise.resolve(cached)
    : Promise.race([fresh, new Promise(done => setTimeout(done, PATIENCE_MS, {}))])
}
