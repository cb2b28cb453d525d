/** Segment's published limits: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api */
export const MAX_EVENT_BYTES = 32 * 1024
export const MAX_REQUEST_BYTES = 500 * 1024
export const MAX_BATCH_EVENTS = 2_500
