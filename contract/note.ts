/** Notes: what someone wrote at a moment of a session or over a range, with a drawing on the frame. */
import { z } from 'zod'

const time = z.int().meta({ description: 'Epoch milliseconds' })
const place = z.int().min(0).meta({ description: 'ms since the session began' })
/** CSS px of the recorded viewport, kept to a tenth. */
const px = z.number().min(-10_000).max(20_000)

export const STROKE_COLOURS = ['red', 'yellow', 'green', 'blue'] as const
export type StrokeColour = (typeof STROKE_COLOURS)[number]

const POINT_LIMIT = 2_000
const STROKE_LIMIT = 100

export const strokeSchema = z.object({
  colour: z.enum(STROKE_COLOURS),
  points: z
    .array(z.tuple([px, px]))
    .min(1)
    .max(POINT_LIMIT),
})
export type Stroke = z.infer<typeof strokeSchema>

/** Drawn on the page as it was `at`, in a viewport of this size. */
export const drawingSchema = z.object({
  width: z.number().positive().max(20_000),
  height: z.number().positive().max(20_000),
  strokes: z.array(strokeSchema).min(1).max(STROKE_LIMIT),
})
export type Drawing = z.infer<typeof drawingSchema>

const text = z.string().trim().max(5_000)
const fields = {
  at: place,
  until: place.nullable().meta({ description: 'End of the range; null: a moment' }),
  tab: z.string().max(200).nullable(),
  text,
  drawing: drawingSchema.nullable(),
}

export const noteInputSchema = z
  .strictObject({
    ...fields,
    until: fields.until.default(null),
    tab: fields.tab.default(null),
    drawing: fields.drawing.default(null),
  })
  .refine(note => note.until === null || note.until > note.at, {
    path: ['until'],
    message: 'the note ends before it begins',
  })
  .refine(note => note.text !== '' || note.drawing !== null, {
    path: ['text'],
    message: 'write something, or draw on the frame',
  })
export type NoteInput = z.input<typeof noteInputSchema>

export const noteChangeSchema = z.strictObject({ text: text.min(1), resolved: z.boolean() }).partial()
export type NoteChange = z.infer<typeof noteChangeSchema>

export const noteSchema = z
  .object({
    id: z.string(),
    session: z.string(),
    ...fields,
    author: z.string(),
    mine: z.boolean().meta({ description: 'Written by who asks' }),
    mentions: z.array(z.string()).meta({ description: 'E-mail addresses behind an @ in the text' }),
    createdAt: time,
    updatedAt: time,
    resolved: z.object({ by: z.string(), at: time }).nullable().meta({ description: 'null: open' }),
    url: z.string().meta({ description: 'The note in the viewer' }),
  })
  .meta({ id: 'Note' })
export type Note = z.infer<typeof noteSchema>

/** An address behind an @ that begins a word: `@ada@shop.example`. */
const MENTION = /(?<![^\s(,;:])@([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g

export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, address = '']) => address.toLowerCase()))]
}

/** The text cut at its mentions: every second part is one. */
export function mentionParts(text: string): string[] {
  return text.split(MENTION)
}
