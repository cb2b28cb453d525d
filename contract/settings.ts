/**
 * What a project tells its recorders: the key `segreel` of the document at GET /v1/projects/KEY/settings.
 * Every field is optional on the wire; an absent or unreadable one means its default.
 */
export interface RecorderSettings {
  /** Share of sessions recorded, 0 to 1; decided once per session. Analytics events are never sampled. */
  sampling: number
  /** ms; a session is sent once it has lasted this long. */
  minimumDurationMs: number
  /** Record only sessions in which something fails, with up to the last 60 s before the failure. */
  startOnError: boolean
  /** Paths (a trailing `*` matches any rest) on which recording starts; empty: everywhere. */
  startOn: string[]
  /** Mask all text of the page, not only inputs. */
  maskAll: boolean
  /** Mask what is typed or chosen in every input; off: only in secret ones, and what looks like a secret. */
  maskInputs: boolean
  /** CSS selectors, beside `data-segreel="mask|show|block|ignore"` in the page. */
  maskSelectors: string[]
  showSelectors: string[]
  blockSelectors: string[]
  ignoreSelectors: string[]
  /** Query and hash parameters whose values are kept in addresses. */
  allowParameters: string[]
  /** Regular expression a hash (without `#`) must match to be kept, as `^!?/` for hash routes; empty: none is. */
  allowHash: string
  /** Address prefixes of requests whose bodies are recorded. */
  networkBodies: string[]
  /** Frames a second of recorded canvases; 0: canvases stay empty. */
  canvasFps: number
  /** Origins of frames that carry the recorder, and of pages that frame this one: recorded as one page. */
  frameOrigins: string[]
  /** Main-thread ms a minute that recording may take before it stops itself. */
  budgetMs: number
  /** Stops every recorder of the project: nothing is recorded and nothing sent. */
  kill: boolean
}

/** What the privacy part of the recorder needs to know. */
export type MaskingSettings = Pick<
  RecorderSettings,
  | 'maskAll'
  | 'maskInputs'
  | 'maskSelectors'
  | 'showSelectors'
  | 'blockSelectors'
  | 'ignoreSelectors'
  | 'allowParameters'
  | 'allowHash'
>

export const DEFAULT_SETTINGS: RecorderSettings = {
  sampling: 1,
  minimumDurationMs: 0,
  startOnError: false,
  startOn: [],
  maskAll: false,
  maskInputs: true,
  maskSelectors: [],
  showSelectors: [],
  blockSelectors: [],
  ignoreSelectors: [],
  allowParameters: [
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'utm_term',
    'utm_content',
    'page',
    'sort',
    'tab',
    'lang',
  ],
  allowHash: '',
  networkBodies: [],
  canvasFps: 0,
  frameOrigins: [],
  budgetMs: 5_000,
  kill: false,
}

/** Reads settings from untrusted JSON: a field of the wrong type counts as absent. */
export function readSettings(input: unknown): RecorderSettings {
  const given: Record<string, unknown> = typeof input === 'object' && input !== null ? { ...input } : {}
  const read: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [name, fallback] of Object.entries(DEFAULT_SETTINGS)) {
    const value = given[name]
    const fits = Array.isArray(fallback)
      ? Array.isArray(value) && value.every(item => typeof item === 'string')
      : typeof value === typeof fallback
    if (fits) read[name] = value
  }
  return read as unknown as RecorderSettings
}
