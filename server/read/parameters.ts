import { z } from 'zod'
import { COUNTS } from '../../contract/counted.ts'
import { Failure } from '../failure.ts'

/** Query parameters that many routes share. */
export const project = z.string().optional().meta({ description: 'Project id; the first project without it' })
export const cursor = z.string().max(500).optional().meta({ description: '`next` of the page before' })
export const limit = z.coerce.number().int().min(1).max(1000).default(50)
export const total = z.enum(COUNTS).default('exact').meta({
  description:
    'How the first page tells the total: exactly, or about, among some people where there are many, so that it need not wait',
})
export const q = z.string().max(100_000).optional().meta({
  description: 'Instead of `definition`: a segment as text, as `person where did "Order Completed"`',
})
export const time = z.string().optional().meta({ description: 'Epoch milliseconds, or an ISO 8601 date' })

export const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform(value => value === 'true')

/** Epoch ms of a `time` parameter. */
export function readTime(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined
  const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (!Number.isFinite(ms))
    throw new Failure('bad-request', `Give “${name}” as epoch milliseconds or an ISO date.`)
  return ms
}

/** FROM-TO, whole numbers; without TO it has no end. */
export const span = (description: string) =>
  z
    .string()
    .regex(
      /^\d{1,15}-(\d{1,15})?$/,
      'give two whole numbers, as 1000-2000; without the second one it has no end',
    )
    .optional()
    .meta({ description })

export function readSpan(value: string | undefined): { from: number; to: number } | null {
  if (value === undefined) return null
  const [from = '', to = ''] = value.split('-')
  if (to !== '' && Number(from) >= Number(to))
    throw new Failure('bad-request', `The span ${value} holds nothing: give its smaller number first.`)
  return { from: Number(from), to: to === '' ? Number.POSITIVE_INFINITY : Number(to) }
}
