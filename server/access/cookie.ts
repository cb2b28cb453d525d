/**
 * The cookie of one who signed in: `WHO.EPOCH.EXPIRES.MAC`, base64url of who, numbers, and a MAC under a key made
 * from the admin token, so that a new admin token ends every sign-in. WHO is a member's id, or empty for the admin;
 * EPOCH grows with each change of the member's password, which ends what was signed in before.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'segreel_viewer'
const COOKIE_DAYS = 30
const DAY_MS = 86_400_000

export interface Ticket {
  member: string
  epoch: number
}

export function giveCookie(c: Context, secret: string, { member, epoch }: Ticket, now: number): void {
  const said = `${Buffer.from(member).toString('base64url')}.${epoch}.${now + COOKIE_DAYS * DAY_MS}`
  setCookie(c, COOKIE, `${said}.${mac(secret, said)}`, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: (COOKIE_DAYS * DAY_MS) / 1000,
    secure: new URL(c.req.url).protocol === 'https:',
  })
}

export function takeCookie(c: Context): void {
  deleteCookie(c, COOKIE, { path: '/' })
}

/** What the cookie proves; null without one, or when it is over or not ours. */
export function readCookie(c: Context, secret: string, now: number): Ticket | null {
  const [member, epoch, expires, proof, more] = (getCookie(c, COOKIE) ?? '').split('.')
  if (member === undefined || epoch === undefined || expires === undefined || proof === undefined) return null
  if (more !== undefined || !same(proof, mac(secret, `${member}.${epoch}.${expires}`))) return null
  if (Number(expires) <= now) return null
  return { member: Buffer.from(member, 'base64url').toString(), epoch: Number(epoch) }
}

function mac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`viewer ${text}`).digest('base64url')
}

/** In constant time, for any lengths. */
export function same(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
