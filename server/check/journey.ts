import { parse } from 'yaml'
import { z } from 'zod'
import { sentenceOf } from '../../contract/problem-words.ts'
import { Failure } from '../failure.ts'

const jsonSchema = z.record(z.string(), z.json())
const texts = z.record(z.string(), z.string())

/** One thing a visitor does. Controls are named as people see them: by their label, or the text on them. */
const step = z.strictObject({
  name: z.string().optional(),
  open: z.string().optional(),
  click: z.string().optional(),
  fill: texts.optional(),
  select: texts.optional(),
  /** Text that appears. */
  see: z.string().optional(),
})
export type Step = z.infer<typeof step>

/** `string`, or a JSON Schema (draft 07); a `?` behind the name makes the property optional. */
const property = z.union([z.string(), jsonSchema])

const expected = z.strictObject({
  event: z.string(),
  /** Name of the step during which it fires. */
  step: z.string().optional(),
  times: z.int().min(0).default(1),
  /** Whether it carries a user id. */
  identified: z.boolean().optional(),
  properties: z.record(z.string(), property).default({}),
})
export type Expected = z.infer<typeof expected>

const journeySchema = z.strictObject({
  name: z.string(),
  /** Segreel's address; SEGREEL_ADMIN_TOKEN in the environment is its token. */
  server: z.url().default('http://127.0.0.1:4600'),
  project: z.string().optional(),
  /** Where `open` begins; the server's demo shop without it. */
  site: z.url().optional(),
  /** A finished session to read, instead of steps to drive. */
  session: z.string().optional(),
  steps: z.array(step).default([]),
  events: z.array(expected).min(1),
  analysis: z
    .strictObject({
      funnel: z.array(z.string()).min(2).optional(),
      /** What the visitor must be in afterwards: names or ids of saved segments, or ones written out as text. */
      segments: z
        .array(z.union([z.string(), z.strictObject({ name: z.string(), text: z.string() })]))
        .default([]),
      /** Events whose number a day shall be as in the weeks before. */
      stable: z.array(z.string()).default([]),
    })
    .default({ segments: [], stable: [] }),
})
export type Cohort = Journey['analysis']['segments'][number]
export type Journey = z.infer<typeof journeySchema>

export function readJourney(text: string): Journey {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new Failure(
      'bad-configuration',
      `The journey is not YAML: ${error instanceof Error ? error.message : error}`,
    )
  }
  const read = journeySchema.safeParse(value)
  if (!read.success) {
    throw new Failure('bad-configuration', `The journey cannot be used. ${sentenceOf(read.error.issues[0])}`)
  }
  const { session, steps, events } = read.data
  if ((session === undefined) === (steps.length === 0)) {
    throw new Failure('bad-configuration', 'A journey has either steps to drive or a session to read.')
  }
  const names = new Set(steps.map(stepName))
  const lost = events.find(one => one.step !== undefined && !names.has(one.step))
  if (lost && session === undefined) {
    throw new Failure(
      'bad-configuration',
      `"${lost.event}" shall fire in the step "${lost.step}", which is none.`,
    )
  }
  return read.data
}

/** A step without a name is called what it does. */
export function stepName(one: Step): string {
  if (one.name !== undefined) return one.name
  if (one.open !== undefined) return `open ${one.open}`
  if (one.click !== undefined) return `click ${one.click}`
  return one.see === undefined
    ? `fill ${Object.keys({ ...one.fill, ...one.select }).join(', ')}`
    : `see ${one.see}`
}
