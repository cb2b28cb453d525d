import { hash } from 'node:crypto'

/**
 * A messageId as it is stored: the 16 bytes of a UUID, 17 (the first 0) of one of our recorder's own, else its text
 * behind some letters of a hash of it.
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** 36 bits. */
const LETTERS = 6
const RECORDER = 'segreel-'
const OWN = new RegExp(`^${RECORDER}[0-9a-f]{32}$`)

export function idOfMessage(messageId: string): Buffer | string {
  if (UUID.test(messageId)) return Buffer.from(messageId.replaceAll('-', ''), 'hex')
  if (OWN.test(messageId)) return Buffer.from(`00${messageId.slice(RECORDER.length)}`, 'hex')
  return `${hash('sha1', messageId, 'base64').slice(0, LETTERS)}${messageId}`
}

const digits = (from: number, count: number) => `substr(lower(hex(id)), ${from}, ${count})`

/** SQL: the messageId of a stored `id`. */
export const MESSAGE_OF_ID = `CASE WHEN typeof(id) = 'text' THEN substr(id, ${LETTERS + 1})
  WHEN length(id) = 16 THEN ${[digits(1, 8), digits(9, 4), digits(13, 4), digits(17, 4), digits(21, 12)].join(" || '-' || ")}
  ELSE '${RECORDER}' || ${digits(3, 32)} END`

/**
 * What a stored id is found by, at a quarter of the size of an index over ids. The third to the sixth byte of a
 * UUID differ in all its versions (RFC 9562): chance in 4, the lower parts of the time in 1, 6 and 7.
 */
export function markOf(id: Buffer | string): Buffer | string {
  return typeof id === 'string' ? id.slice(0, LETTERS) : id.subarray(2, 6)
}

/** SQL: the same of `id`. */
export const MARK_OF_ID = `substr(id, iif(typeof(id) = 'text', 1, 3), iif(typeof(id) = 'text', ${LETTERS}, 4))`
