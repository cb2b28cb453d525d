import type { Context } from 'hono'

/** Who asks, as notes and watched sessions name them. */
export interface Who {
  /** The same for the same person each time. */
  id: string
  name: string
}

export type WhoAsks = (c: Context) => Who
