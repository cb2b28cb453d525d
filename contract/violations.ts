/** Kinds of violations of a tracking plan, in the order they are offered. Apart from plan.ts: the viewer takes no zod. */
export const VIOLATIONS = [
  'unplanned-event',
  'near-miss-name',
  'missing-required',
  'wrong-type',
  'value-not-permitted',
  'unplanned-property',
  'late-identity',
  'early-identity',
  'repeated-event',
  'absurd-clock',
] as const
