import { z } from 'zod'
import { SOURCES } from '../../../contract/event.ts'
import { jsonSchema } from '../../../contract/json.ts'
import { dependentSchema, enforcementSchema, planSchema, violationSchema } from '../../../contract/plan.ts'
import { VIOLATIONS } from '../../../contract/violations.ts'

export const planAnswer = z.object({ plan: planSchema.nullable() })
export const planList = z.object({ items: z.array(planSchema), next: z.null() })
export const exported = z.object({ name: z.string(), rules: planSchema.shape.rules })
export const imported = z.record(z.string(), jsonSchema).meta({
  description:
    "Segment's Public API form (`name`, `rules`), or its older Config API form (`display_name`, `rules`)",
})
export const enforced = z.object({ enforcement: z.partialRecord(z.enum(SOURCES), enforcementSchema) })

const reading = z
  .object({ done: z.int(), total: z.int() })
  .nullable()
  .meta({ description: 'Events read so far, of all: ask again for the rest; null: all were read' })

export const violationList = z.object({
  items: z.array(violationSchema),
  next: z.null(),
  total: z.int().meta({ description: 'Violations, not items' }),
  groups: z.int().meta({ description: 'Items there are; the most frequent are listed' }),
  kinds: z.partialRecord(z.enum(VIOLATIONS), z.int()),
  byEvent: z.record(z.string(), z.int()).meta({ description: 'How many, by name of the event' }),
  examined: z.int().meta({ description: 'Events looked at: all the project has' }),
  cut: z.boolean().meta({ description: 'There are over 4 million violations; the first ones are left out' }),
  reading,
})

export const coverage = z.object({
  items: z.array(
    z.object({ event: z.string(), planned: z.boolean(), count: z.int(), lastAt: z.int().nullable() }),
  ),
  next: z.null(),
})

export const soundness = z.object({
  items: z.array(
    dependentSchema.extend({
      violations: z.int(),
      sound: z.boolean().meta({ description: 'No violation of the chosen dates in what it asks for' }),
    }),
  ),
  next: z.null(),
  reading,
})

export const admitted = z.object({ admitted: z.int(), known: z.int() })
export const admission = z.object({
  messageIds: z
    .array(z.string())
    .max(1000)
    .optional()
    .meta({ description: 'Absent: all that are kept apart' }),
})
