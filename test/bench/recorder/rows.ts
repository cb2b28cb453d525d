/** One recorder of the bench. */
export interface Row {
  name: string
  /** Requests that carry recordings, by their path on the sink. */
  uploads: RegExp
}

export const ROWS: Row[] = [
  { name: 'none', uploads: /(?!)/ },
  { name: 'rrweb', uploads: /^\/rrweb/ },
  { name: 'clarity', uploads: /^\/clarity\/collect/ },
  { name: 'posthog', uploads: /^\/s\// },
  { name: 'segreel', uploads: /^\/v1\/(recording|b)/ },
]
