/** Templates of segments: what they ask about a project, and what they make of the answers. */
import { z } from 'zod'
import { segmentGoalSchema } from './goal.ts'
import { segmentDefinition } from './segment.ts'
import { scalar } from './values.ts'

export const ANSWERED_BY = ['event', 'page', 'trait', 'value', 'number'] as const

export const templateQuestionSchema = z
  .object({
    id: z.string(),
    ask: z.string().meta({ description: '"Which event means signed up?"' }),
    by: z.enum(ANSWERED_BY),
    of: z.string().optional().meta({ description: 'Of a value: the question that names its trait' }),
    guess: scalar.nullable().meta({ description: 'What arrived in the project and seems to be meant' }),
    choices: z.array(scalar).meta({ description: 'What arrived, most frequent first' }),
  })
  .meta({ id: 'TemplateQuestion' })
export type TemplateQuestion = z.infer<typeof templateQuestionSchema>

export const segmentTemplateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    about: z.string().meta({ description: 'Whom it finds, and what that is good for' }),
    group: z.string(),
    questions: z.array(templateQuestionSchema),
  })
  .meta({ id: 'SegmentTemplate' })
export type SegmentTemplate = z.infer<typeof segmentTemplateSchema>

export const templateAnswersSchema = z
  .object({ answers: z.record(z.string().max(40), scalar) })
  .meta({ id: 'TemplateAnswers' })
export type TemplateAnswers = z.infer<typeof templateAnswersSchema>

/** Ready to be saved, or changed before. */
export const madeSegmentSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    definition: segmentDefinition.meta({ id: 'SegmentDefinition' }),
    goal: segmentGoalSchema,
  })
  .meta({ id: 'MadeSegment' })
export type MadeSegment = z.infer<typeof madeSegmentSchema>
