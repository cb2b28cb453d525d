/**
 * What consoles and error handlers tell of and no visitor ever notices: work that was cancelled, extensions of the
 * browser, a loop that browsers break by themselves, sound that may not start by itself.
 */
const UNNOTICED =
  /ResizeObserver loop|AbortError|\b(was|been|is) (aborted|cancell?ed)\b|\baborted (a|the) request\b|\bplay\(\) (request was interrupted|failed because)|^Non-Error promise rejection captured with (value: undefined|keys: isTrusted)/i
const EXTENSION = /^(chrome|moz|safari(-web)?|ms-browser)-extension:/

export function isUnnoticed(message: string, source: string | undefined, stack: string | undefined): boolean {
  return (
    UNNOTICED.test(message) ||
    EXTENSION.test(source ?? '') ||
    /^[^\n]*\n\s*(at .*\()?chrome-extension:/.test(stack ?? '')
  )
}

/** Hosts that count visits, show advertisements or collect errors: what they are asked is no visitor's wish. */
const COLLECTORS =
  /(^|\.)(google-analytics|googletagmanager|doubleclick|googlesyndication|googleadservices|facebook|connect\.facebook|segment|segmentapis|amplitude|mixpanel|hotjar|clarity|sentry|posthog|datadoghq(-browser-agent)?|browser-intake-datadoghq|nr-data|newrelic|bugsnag|fullstory|heapanalytics|plausible|matomo|piwik|adsrvr|bat\.bing|ads\.linkedin|px\.ads\.linkedin|analytics\.tiktok|criteo|taboola|outbrain|snowplow|rudderstack|logrocket|openreplay|mouseflow|smartlook|cloudflareinsights|rollbar|optimizely|quantserve|scorecardresearch|chartbeat|branch|braze|customer|klaviyo|pinterest|snapchat|reddit|yandex)\.(com|net|org|io|dev|ru|eu|ms|tv)$/i
const COLLECTS =
  /^\/(g\/|j\/)?(collect|beacon|pixel|track|tr|analytics|envelope|events?|e|i|v1\/[tipsgab]|2\/httpapi)\/?$/i

/** Of one's own site as well, when something is sent there. */
const GATHERS = /\/(collect|analytics|telemetry|beacon|pixel|metrics|rum|track(ing)?|impressions?)\/?$/i

/** `href`: the page that asks. A path alone says so only of another site: a shop may well have `/track` to read. */
export function isCollector(url: string, href: string, method: string): boolean {
  if (!URL.canParse(url, href || undefined)) return false
  const { hostname, pathname } = new URL(url, href || undefined)
  if (COLLECTORS.test(hostname)) return true
  const here = URL.canParse(href) ? new URL(href).hostname : ''
  return hostname === here ? /^post$/i.test(method) && GATHERS.test(pathname) : COLLECTS.test(pathname)
}
