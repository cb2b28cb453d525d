/** Amplitude's published limits: https://amplitude.com/docs/apis/analytics/http-v2 and .../batch-event-upload */
export const MAX_EVENTS = 2_000
export const MAX_HTTPAPI_BYTES = 1024 * 1024
export const MAX_BATCH_BYTES = 20 * 1024 * 1024
/** Characters; a shorter user or device id is left out, and an event without any refused. */
export const MIN_ID_LENGTH = 5
/** Below this a difference of clocks is left alone, ms. */
export const CLOCK_TOLERANCE_MS = 60_000
