/** Every way ingest can end. Closed lists: the reasons are counted and shown at /api/ingest/outcomes. */
export type RefuseReason =
  | 'unknown-key'
  | 'missing-field'
  | 'bad-field'
  | 'unsupported-version'
  | 'too-large'
  | 'empty-body'
  | 'not-gzip'
  | 'not-json'
  | 'wrong-shape'
  | 'too-many-events'
  | 'event-too-large'
  | 'nested-too-deep'
  | 'session-too-long'
  | 'recording-off'
  | 'id-too-short'
  | 'too-many-names'

/** Accepted and left out on purpose: the sender shall not repeat it. */
export type DropReason = 'no-identity' | 'blocked-by-plan' | 'erased-person'

export type Outcome =
  | { kind: 'stored' | 'duplicate' }
  | { kind: 'drop'; reason: DropReason }
  | { kind: 'refuse'; reason: RefuseReason; message: string }

/** HTTP status of a refusal. Transient trouble is never a refusal: it is 429 or 503, and is sent again. */
export const REFUSE_STATUS = {
  'unknown-key': 401,
  'missing-field': 400,
  'bad-field': 400,
  'unsupported-version': 400,
  'too-large': 413,
  'empty-body': 400,
  'not-gzip': 400,
  'not-json': 400,
  'wrong-shape': 400,
  'too-many-events': 413,
  'event-too-large': 400,
  'nested-too-deep': 400,
  'session-too-long': 409,
  'recording-off': 403,
  'id-too-short': 400,
  'too-many-names': 400,
} as const satisfies Record<RefuseReason, number>

export function refuse(reason: RefuseReason, message: string): Extract<Outcome, { kind: 'refuse' }> {
  return { kind: 'refuse', reason, message }
}
