import type { Options } from './options.ts'
import { read, write } from './storage.ts'

/** `yes` or `no`: what this visitor said, kept for the site. */
const NAME = 'segreel_consent'

/** Whether anything may be kept or sent. What the visitor said stands above what the browser signals. */
export function allowed(options: Options): boolean {
  const said = read(NAME)
  if (said) return said === 'yes'
  if (options.consent === 'required') return false
  return options.consent === 'off' || !refusesTracking(navigator)
}

/** https://w3c.github.io/gpc and the older Do Not Track. */
function refusesTracking(browser: Navigator & { globalPrivacyControl?: boolean }): boolean {
  return browser.globalPrivacyControl === true || browser.doNotTrack === '1'
}

export function rememberConsent(given: boolean): void {
  write(NAME, given ? 'yes' : 'no')
}
