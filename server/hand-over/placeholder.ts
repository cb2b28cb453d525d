import type { Target } from '../../contract/facts.ts'

/** By what a field is called: a value of the kind that belongs into it. The first that fits. */
const KINDS: [RegExp, string][] = [
  [/e-?mail/i, 'ada@example.com'],
  [/pass(word|phrase)/i, 'correct horse battery'],
  [/card.*(number|no\b)|credit.?card/i, '4242 4242 4242 4242'],
  [/cvc|cvv|security code/i, '123'],
  [/mm\s*\/\s*yy|expir/i, '12/30'],
  [/phone|mobile|tel\b/i, '+1 555 0100'],
  [/post(al)? ?code|zip|postcode/i, '12345'],
  [/first.?name|given/i, 'Ada'],
  [/last.?name|surname|family/i, 'Example'],
  [/company|organi[sz]ation/i, 'Example Ltd'],
  [/name/i, 'Ada Example'],
  [/street|address/i, '1 Long Lane'],
  [/city|town/i, 'Springfield'],
  [/country/i, 'US'],
  [/coupon|voucher|code/i, 'CODE'],
  [/url|website/i, 'https://example.com'],
  [/date|birthday/i, '2000-01-31'],
  [/quantity|amount|number|age\b/i, '1'],
]

export function placeholderFor(target: Target): string {
  return KINDS.find(([pattern]) => pattern.test(target.name))?.[1] ?? 'text'
}
