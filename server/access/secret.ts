import { createHash, randomBytes } from 'node:crypto'

/** A secret that is told once, and the id under which it is known: only its hash is kept. */
export function newSecret(prefix = ''): { secret: string; id: string } {
  const secret = `${prefix}${randomBytes(24).toString('base64url')}`
  return { secret, id: idOfSecret(secret) }
}

export function idOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url').slice(0, 32)
}
