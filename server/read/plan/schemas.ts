import { z } from 'zod'
import { SOURCES } from '../../../contract/event.ts'
import { jsonSchema } from '../../../contract/json.ts'
import { enforcementSchema, planSchema, violationSchema } from '../../../contract/plan.ts'
import { VIOLATIONS } from '../../../contract/violations.ts'

export const planAnswer = z.object({ plan: planSchema.nullable() })
export const planList = z.object({ items: z.array(planSchema), next: z.null() })
export const exported = z.object({ name: z.string(), rules: planSchema.shape.rules })
export const imported = z.record(z.string(), jsonSchema).meta({
  description:
    "Segment's Public API form (`name`, `rules`), or its older Config API form (`display_name`, `rules`)",
})
export const enforced = z.object({ enforcement: z.partialRecord(z.enum(SOURCES), enforcementSchema) })

const examined = {
  examined: z.int().meta({ description: 'Events looked at, the newest ones' }),
  more: z.boolean().meta({ description: 'There are older ones that were not looked at' }),
}

export const violationList = z.object({
  items: z.array(
    violationSchema.extend({
      url: z.string().nullable().meta({ description: 'Its moment in the viewer; null: not recorded' }),
    }),
  ),
  next: z.null(),
  total: z.int(),
  kinds: z.partialRecord(z.enum(VIOLATIONS), z.int()),
  byEvent: z.record(z.string(), z.int()).meta({ description: 'How many, by name of the event' }),
  ...examined,
})

export const coverage = z.object({
  items: z.array(
    z.object({ event: z.string(), planned: z.boolean(), count: z.int(), lastAt: z.int().nullable() }),
  ),
  next: z.null(),
  ...examined,
})

export const soundness = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      violations: z.int(),
      sound: z.boolean().meta({ description: 'No violation found below this segment' }),
    }),
  ),
  next: z.null(),
  ...examined,
})

export const admitted = z.object({ admitted: z.int(), known: z.int() })
export const admission = z.object({
  messageIds: z
    .array(z.string())
    .max(1000)
    .optional()
    .meta({ description: 'Absent: all that are kept apart' }),
})
