/** How segments test single values. What passes is defined by server/segment/value.ts and written in SPEC.md. */
import { z } from 'zod'

export const scalar = z.union([z.string().max(1000), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalar>

/** 24 h each; up to ten years. */
export const days = z.number().positive().max(3660)
export const instant = z.iso.datetime({ offset: true })

/** How a value is tested. `not-*` is the exact opposite: a missing value is "not equal". */
export const valueTest = z.discriminatedUnion('op', [
  /** `has-all`: a list with each of these, in any order. */
  z.strictObject({
    op: z.enum(['is', 'is-not', 'has-all']),
    values: z.array(scalar).min(1).max(1000),
  }),
  z.strictObject({
    op: z.enum(['contains', 'not-contains', 'starts', 'ends']),
    text: z.string().min(1).max(1000),
  }),
  z.strictObject({ op: z.enum(['greater', 'at-least', 'less', 'at-most']), number: z.number() }),
  z.strictObject({ op: z.enum(['before', 'after']), date: instant }),
  /**
   * A date seen from the moment the question is asked for: (asOf - days, asOf], at or before asOf - days,
   * (asOf, asOf + days].
   */
  z.strictObject({ op: z.enum(['in-last', 'before-last', 'in-next']), days }),
  z.strictObject({ op: z.enum(['exists', 'missing']) }),
])
export type ValueTest = z.infer<typeof valueTest>

export const numberTest = z.strictObject({
  op: z.enum(['greater', 'at-least', 'less', 'at-most', 'equals']),
  number: z.number(),
})
export type NumberTest = z.infer<typeof numberTest>

export const count = z.strictObject({
  op: z.enum(['at-least', 'at-most', 'exactly']),
  n: z.int().min(0).max(1_000_000),
})
export type Count = z.infer<typeof count>

/** Leads into nested objects. */
export const path = z.array(z.string().max(200)).min(1).max(8)

/** A test of one property of an event; with `compared`, against another property of the same event. */
export const propertyTest = z.union([
  z.strictObject({ path, is: valueTest }),
  z.strictObject({
    path,
    compared: z.strictObject({
      op: z.enum(['equals', 'differs', 'greater', 'at-least', 'less', 'at-most']),
      path,
    }),
  }),
])
export type PropertyTest = z.infer<typeof propertyTest>
