/** Why a request or a start cannot be served, and through no fault of ours. A bug throws anything else. */
export const FAILURES = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  'too-slow': 504,
  'not-writable': 500,
  'newer-data': 500,
  'bad-configuration': 500,
  'port-in-use': 500,
  unavailable: 503,
} as const

export type FailureCode = keyof typeof FAILURES

/** `message`: one sentence that says what is wrong and what to do. */
export class Failure extends Error {
  readonly code: FailureCode
  /** Further fields of the error's answer, such as the places in a segment. */
  readonly detail: Record<string, unknown>

  constructor(code: FailureCode, message: string, detail: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.detail = detail
  }

  get status() {
    return FAILURES[this.code]
  }
}
