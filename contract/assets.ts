/** Sites whose pictures, sheets and fonts a replay may fetch: none, until somebody allows it. */
import { z } from 'zod'

/** As a browser writes an origin; nothing else, for it goes into the content security policy as it is. */
const origin = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
    'is not an origin as https://cdn.example.com',
  )

export const assetsSchema = z
  .strictObject({ origins: z.array(origin).max(30) })
  .meta({ id: 'Assets', description: 'Origins whose assets replays may fetch' })
export type Assets = z.infer<typeof assetsSchema>
