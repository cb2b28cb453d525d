/** Masking what was recorded already, and finding what should have been. */
import { z } from 'zod'

/** Letters a text to mask has, besides `*`: shorter ones would mask half of every page. */
export const LEAST_LETTERS = 3

export const remaskInputSchema = z.strictObject({
  by: z.enum(['selector', 'text']).meta({
    description:
      'Elements by a CSS selector, with all inside, in recordings; or a text, wherever it stands in recordings, events, traits and notes',
  }),
  what: z.string().trim().min(1).max(500).meta({
    description:
      'A selector of tags, #id, .class and [attribute], descendants and children; or a text, with `*` for any run of letters in a word',
  }),
})
export type RemaskInput = z.infer<typeof remaskInputSchema>

export const remaskSchema = remaskInputSchema
  .extend({
    id: z.string(),
    who: z.string(),
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    state: z.enum(['running', 'done', 'failed']),
    total: z.int().meta({ description: 'Sessions to look through' }),
    looked: z.int(),
    sessions: z.int().meta({ description: 'Sessions in which something was masked' }),
    batches: z.int(),
    events: z.int().meta({ description: 'Events in which something was masked; by selector: none' }),
    eventsTotal: z.int().meta({ description: 'Events with a name to look through' }),
    eventsLooked: z.int(),
    ids: z.int().meta({
      description:
        'Events that carry the text in an id of a person or account, which stays: delete the person',
    }),
    places: z.int().meta({ description: 'Texts, values, attributes and names masked' }),
    left: z.int().meta({ description: 'Places found when all was read again: 0 when all is masked' }),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Remask' })
export type Remask = z.infer<typeof remaskSchema>

export const LEAKS = {
  card: 'Card number',
  email: 'E-mail address',
  token: 'Key or token',
} as const
export type LeakKind = keyof typeof LEAKS
const LEAK_KINDS = Object.keys(LEAKS) as LeakKind[]

export const leakSchema = z
  .object({
    kind: z.enum(LEAK_KINDS),
    where: z.enum(['text', 'attribute', 'input', 'address', 'console', 'network', 'other']),
    page: z.string().meta({ description: 'Path of the page' }),
    selector: z
      .string()
      .nullable()
      .meta({ description: 'Of the element, to mask it; null: it is no element' }),
    count: z.int(),
    sessions: z.int(),
    sample: z.string().meta({ description: 'Masked but for its first and last letters' }),
    moments: z
      .array(z.object({ session: z.string(), tab: z.string(), at: z.int() }))
      .meta({ description: 'The first few; `at` in ms since the session began' }),
  })
  .meta({ id: 'Leak' })
export type Leak = z.infer<typeof leakSchema>

export const leakScanSchema = z
  .object({
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    state: z.enum(['running', 'done', 'failed']),
    total: z.int(),
    looked: z.int(),
    leaks: z.array(leakSchema),
    more: z.int().meta({ description: 'Places beyond those listed' }),
    problem: z.string().nullable(),
  })
  .meta({ id: 'LeakScan' })
export type LeakScan = z.infer<typeof leakScanSchema>
