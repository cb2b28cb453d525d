import type { LeakKind } from '../../contract/masking.ts'

export interface Secret {
  kind: LeakKind
  secret: string
}

const DIGITS = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g
const EMAIL = /[\w.+%-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi
/** Forms that their makers document: JSON Web Tokens (RFC 7519), AWS, GitHub, Slack, Stripe, Google, OpenAI. */
const TOKENS = [
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bAIza[\w-]{35}/g,
  /\bsk-[A-Za-z0-9_-]{32,}/g,
]
/** A text longer than this is data, as a picture in an address is; its beginning is looked at. */
const LONGEST = 200_000

export function secretsIn(whole: string): Secret[] {
  if (whole.length < 6) return []
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole
  const found: Secret[] = []
  if (/\d{3}/.test(text)) {
    for (const [secret] of text.matchAll(DIGITS)) if (isCard(secret)) found.push({ kind: 'card', secret })
  }
  if (text.includes('@')) {
    for (const [secret] of text.matchAll(EMAIL)) {
      // `logo@2x.png` is a picture.
      if (!/\.(png|jpe?g|gif|svg|webp|avif|css|m?js)$/i.test(secret)) found.push({ kind: 'email', secret })
    }
  }
  for (const form of TOKENS) for (const [secret] of text.matchAll(form)) found.push({ kind: 'token', secret })
  return found
}

/** Luhn's check, and a first digit that a card network uses; most times in ms fail it. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (!/^[3-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (const [i, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
