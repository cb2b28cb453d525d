import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Failure } from '../failure.ts'

const COOKIE = 'segreel_viewer'
const COOKIE_DAYS = 30

/** Lets in who shows the admin token, as a bearer or by the cookie that signing in with it gave. */
export class Gate {
  readonly #token: string
  /** What the cookie holds: proof of the token that is not the token. A new token ends old cookies. */
  readonly #proof: string

  constructor(token: string) {
    this.#token = token
    this.#proof = createHmac('sha256', token).update('viewer').digest('base64url')
  }

  signIn(c: Context, token: string): boolean {
    if (!same(token, this.#token)) return false
    setCookie(c, COOKIE, this.#proof, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: COOKIE_DAYS * 86_400,
      secure: new URL(c.req.url).protocol === 'https:',
    })
    return true
  }

  signOut(c: Context): void {
    deleteCookie(c, COOKIE, { path: '/' })
  }

  isIn(c: Context): boolean {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return same(bearer, this.#token)
    const cookie = getCookie(c, COOKIE)
    return cookie !== undefined && same(cookie, this.#proof)
  }

  /** Answers 401 to everyone else. */
  only(): MiddlewareHandler {
    return async (c, next) => {
      if (!this.isIn(c)) {
        throw new Failure('unauthorized', 'Sign in first, or send the header "Authorization: Bearer TOKEN".')
      }
      await next()
    }
  }
}

/** In constant time, for any lengths. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
