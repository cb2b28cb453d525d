import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const KEY_BYTES = 32
/** Wrong passwords one link or member takes in so much time; then it is asked to wait. */
const TRIES = 10
const TRIES_MS = 15 * 60_000
/** Links and members whose wrong passwords are remembered; beyond it the longest known is forgotten. */
const REMEMBERED = 10_000

/** `salt:hash`, both base64url. Scrypt is slow on purpose: it runs beside the request thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}:${(await derive(password, salt)).toString('base64url')}`
}

export async function isPassword(hashed: string, password: string): Promise<boolean> {
  const [salt = '', hash = ''] = hashed.split(':')
  const wanted = Buffer.from(hash, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'))
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** Counts wrong passwords by link or member, so that a short one cannot be guessed. */
export class Guesses {
  readonly #wrong = new Map<string, number[]>()

  /** Seconds until the link may be tried again; 0: now. */
  waitFor(id: string, now: number): number {
    const recent = (this.#wrong.get(id) ?? []).filter(at => at > now - TRIES_MS)
    if (recent.length === 0) this.#wrong.delete(id)
    else this.#wrong.set(id, recent)
    const first = recent[0]
    return first === undefined || recent.length < TRIES ? 0 : Math.ceil((first + TRIES_MS - now) / 1000)
  }

  wrong(id: string, now: number): void {
    this.#wrong.set(id, [...(this.#wrong.get(id) ?? []), now])
    const [longest] = this.#wrong.keys()
    if (this.#wrong.size > REMEMBERED && longest !== undefined) this.#wrong.delete(longest)
  }
}
