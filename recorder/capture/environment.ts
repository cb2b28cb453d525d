import type { Signals } from '../../contract/signals.ts'
import type { Privacy } from '../privacy/privacy.ts'
import { version } from './version.ts'

/** What the browser says about itself; the referrer only on a tab's first page. */
export function environment(
  release: string | undefined,
  first: boolean,
  privacy: Privacy,
): Signals['context'] {
  return {
    userAgent: navigator.userAgent,
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio },
    touch: navigator.maxTouchPoints > 0,
    ...(first && document.referrer ? { referrer: privacy.cleanUrl(document.referrer) } : {}),
    release,
    recorder: `segreel ${version}`,
  }
}
