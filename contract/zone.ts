/** The project's time zone: where its calendar days begin. */
import { z } from 'zod'

export const DEFAULT_ZONE = 'UTC'

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    // RangeError: the runtime knows no such zone.
    return false
  }
}

export const zoneSchema = z
  .object({
    zone: z.string().max(100).refine(isZone, 'Give a time zone by its IANA name, as Europe/Berlin.'),
  })
  .meta({ id: 'Zone' })
export type Zone = z.infer<typeof zoneSchema>
