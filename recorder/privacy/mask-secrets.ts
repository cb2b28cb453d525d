import { holdsCardNumber } from './card-number.ts'

export const MASK = '***'

// Quantifiers before a required character are bounded: a long run of word characters must not cost its square.
/** Most texts have none of these and are done: a character class costs a tenth of the patterns below. */
const SUSPECT = /[@=:\d]|bearer /i
const EMAIL = /[\p{L}\p{N}._+%-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]+)+/gu
const DIGIT_GROUPS = /\d{3,}(?:[\s.\u2013-]{1,2}\d{3,})*/g
const AUTHORIZATION = /\b(bearer\s+|basic\s+(?=\S*[\d=]))[\w.~+/=-]{6,}/gi
const WORD = /[\w.-]{16,}/g
const ADDRESS_IN_TEXT = /\b[a-z][\w+.-]{1,20}:\/\/[^\s"'<>()]+/gi
const KEY_PREFIX =
  /^(?:[sprw]k|gh[opsu]|github_pat|glpat|xox[a-z]|npm|whsec|ya29|SG|AKIA|ASIA|AIza)[-_.\dA-Z]/

export const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|api[-_ ]?key|authorization|credential|cvv|cvc|otp|ssn/i
const SECRET_PAIR = new RegExp(`((?:${SECRET_NAME.source})["']?\\s?[:=]\\s?["']?)[^\\s"'&,;<>{}]{3,}`, 'gi')

/** A key by its prefix, a JWT, or 32 hexadecimal digits or 24 mixed characters that are no file name. */
function isToken(word: string): boolean {
  if (KEY_PREFIX.test(word) || (word.startsWith('eyJ') && word.includes('.'))) return true
  if (/\.[a-z]\w{1,5}$/i.test(word)) return false
  return word
    .split(/[.]/)
    .some(
      part =>
        /^[\da-f]{32,}$/i.test(part) ||
        (part.length >= 24 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d.*\d.*\d/.test(part)),
    )
}

/**
 * Masks e-mail addresses, card numbers, bearer and API tokens, and the values of `password=` and its like;
 * cleans the addresses in the text when told how.
 */
export function maskSecrets(text: string, cleanUrl?: (href: string) => string): string {
  if (!SUSPECT.test(text)) return text
  if (cleanUrl && text.includes('://')) return maskSecrets(text.replace(ADDRESS_IN_TEXT, cleanUrl))
  // Each pattern runs only on text that can match it: this is asked for every text and attribute of a page.
  let masked = text.includes('@') ? text.replace(EMAIL, MASK) : text
  masked = masked.replace(AUTHORIZATION, `$1${MASK}`)
  if (/[=:]/.test(masked)) masked = masked.replace(SECRET_PAIR, `$1${MASK}`)
  if (masked.length < 13) return masked
  return masked
    .replace(DIGIT_GROUPS, run => (run.length > 12 && holdsCardNumber(run) ? MASK : run))
    .replace(WORD, word => (isToken(word) ? MASK : word))
}

/** Text masked whole: the shape stays, so the page keeps its layout. */
export function maskWhole(text: string): string {
  return text.replace(/\S/g, '*')
}
