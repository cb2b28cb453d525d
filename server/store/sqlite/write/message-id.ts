/**
 * A messageId as it is stored: the 16 bytes of a UUID, 17 (the first 0) of one of our recorder's own, else its text.
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const RECORDER = 'segreel-'
const OWN = new RegExp(`^${RECORDER}[0-9a-f]{32}$`)

export function idOfMessage(messageId: string): Buffer | string {
  if (UUID.test(messageId)) return Buffer.from(messageId.replaceAll('-', ''), 'hex')
  if (OWN.test(messageId)) return Buffer.from(`00${messageId.slice(RECORDER.length)}`, 'hex')
  return messageId
}

const digits = (from: number, count: number) => `substr(lower(hex(id)), ${from}, ${count})`

/** SQL: the messageId of a stored `id`. */
export const MESSAGE_OF_ID = `CASE WHEN typeof(id) = 'text' THEN id
  WHEN length(id) = 16 THEN ${[digits(1, 8), digits(9, 4), digits(13, 4), digits(17, 4), digits(21, 12)].join(" || '-' || ")}
  ELSE '${RECORDER}' || ${digits(3, 32)} END`
