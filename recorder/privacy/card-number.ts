/** 13 to 19 digits of a payment network (they begin with 2 to 6) with a right check digit (Luhn, ISO/IEC 7812-1). */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (1 + (i % 2))
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** Whether groups of digits, as in `order 5001 4242 4242 4242 4242`, hold a card number between group borders. */
export function holdsCardNumber(run: string): boolean {
  const groups = run.split(/\D+/)
  return groups.some((_, from) => {
    let digits = ''
    for (let to = from; to < groups.length && digits.length < 19; to++) {
      digits += groups[to]
      if (isCardNumber(digits)) return true
    }
    return false
  })
}
