/**
 * The field catalogue: what can be asked of a session besides its events and pages. One entry here gives
 * a field its name in segments, its type, its words on screen, and its place in the session row.
 */
export const SESSION_FIELDS = {
  country: { type: 'text', label: 'Country' },
  language: { type: 'text', label: 'Language' },
  device: { type: 'text', label: 'Device' },
  browser: { type: 'text', label: 'Browser' },
  os: { type: 'text', label: 'Operating system' },
  referrer: { type: 'text', label: 'Referrer' },
  utmSource: { type: 'text', label: 'UTM source' },
  utmMedium: { type: 'text', label: 'UTM medium' },
  utmCampaign: { type: 'text', label: 'UTM campaign' },
  entryPath: { type: 'text', label: 'Entry page' },
  exitPath: { type: 'text', label: 'Exit page' },
  release: { type: 'text', label: 'Release' },
  source: { type: 'text', label: 'Source' },
  /** ms, from the first event to the last. */
  duration: { type: 'duration', label: 'Duration' },
  /** ms inside stretches of activity. */
  activeTime: { type: 'duration', label: 'Active time' },
  pageCount: { type: 'number', label: 'Pages' },
  clickCount: { type: 'number', label: 'Clicks' },
  failureCount: { type: 'number', label: 'Failures' },
  viewportWidth: { type: 'number', label: 'Viewport width' },
  /** 0 to 100; [F10]. The counts are of findings under the project's own rules, and follow when these change. */
  frustrationScore: { type: 'number', label: 'Frustration score' },
  rageClicks: { type: 'number', label: 'Rage clicks' },
  deadClicks: { type: 'number', label: 'Dead clicks' },
  errorClicks: { type: 'number', label: 'Error clicks' },
  slowClicks: { type: 'number', label: 'Slow answers' },
  quickBacks: { type: 'number', label: 'Quick-backs' },
  uTurns: { type: 'number', label: 'U-turns' },
  thrashes: { type: 'number', label: 'Thrashed cursors' },
  formStruggles: { type: 'number', label: 'Form struggles' },
  excessiveScrolls: { type: 'number', label: 'Excessive scrolls' },
  /** Web vitals, the worst page load of the session: ms, and without unit. */
  lcp: { type: 'duration', label: 'Largest paint (LCP)' },
  inp: { type: 'duration', label: 'Slowest interaction (INP)' },
  cls: { type: 'number', label: 'Layout shifts (CLS)' },
  ttfb: { type: 'duration', label: 'First byte (TTFB)' },
  /** 0 to 100: how much of the visit the recording holds; [F23]. */
  fidelity: { type: 'number', label: 'Fidelity' },
} as const satisfies Record<string, { type: 'text' | 'number' | 'duration'; label: string }>

export type SessionField = keyof typeof SESSION_FIELDS

/** Values of a session's fields; a field the recording does not tell is absent. */
export type SessionFields = {
  [F in SessionField]?: (typeof SESSION_FIELDS)[F]['type'] extends 'text' ? string : number
}

export const SESSION_FIELD_NAMES = Object.keys(SESSION_FIELDS) as SessionField[]
