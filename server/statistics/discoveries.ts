/** Share of what is called a difference that may be none. */
export const FALSE_DISCOVERIES = 0.05

/**
 * Benjamini and Hochberg's correction (1995): for each p the smallest rate of false discoveries at which it would be
 * called one. Calling what is at or below FALSE_DISCOVERIES a difference keeps that rate, however many were compared.
 */
export function corrected(ps: readonly number[]): number[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p)
  const qs = new Array<number>(ps.length)
  let least = 1
  for (const [place, { p, i }] of order.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - place))
    qs[i] = least
  }
  return qs
}
