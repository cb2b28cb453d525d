import { z } from 'zod'
import type { Json } from './event.ts'

/** Any JSON. Named, because the OpenAPI document can describe a recursive schema only by its name. */
export const jsonSchema: z.ZodType<Json> = z
  .lazy(() =>
    z.union([
      z.null(),
      z.boolean(),
      z.number(),
      z.string(),
      z.array(jsonSchema),
      z.record(z.string(), jsonSchema),
    ]),
  )
  .meta({ id: 'Json' })
