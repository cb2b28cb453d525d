/** Sites that may show the public links of a project in a frame. */
import { z } from 'zod'

/** `https://host`, also with a port; http only for this machine. No wildcards: each is named. */
const origin = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^(https:\/\/[a-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/i,
    'is not an origin as https://wiki.example.org',
  )
  .toLowerCase()

export const embeddingSchema = z
  .strictObject({ origins: z.array(origin).max(50) })
  .meta({ id: 'Embedding', description: 'Origins that may frame public links; none: no one may' })
export type Embedding = z.infer<typeof embeddingSchema>
