/** A template with its questions answered. */
import { checkSegment, type SegmentProblem } from '../../../contract/segment/check.ts'
import { segmentMetricSchema } from '../../../contract/segment/goal.ts'
import type { MadeSegment } from '../../../contract/segment/template.ts'
import type { Scalar } from '../../../contract/segment/values.ts'
import { parseSegment } from '../text/parse.ts'
import { LEAVING } from './leaving.ts'
import { PAYING } from './paying.ts'
import type { Question, Template } from './template.ts'
import { USING } from './using.ts'

export const TEMPLATES: readonly Template[] = [...USING, ...LEAVING, ...PAYING]

export type Answers = Record<string, Scalar>

/** The segment it makes; else the questions whose answers are missing or do not fit, or what the definition lacks. */
export function fillTemplate(
  template: Template,
  answers: Answers,
): { made: MadeSegment } | { problems: SegmentProblem[] } {
  const lacking = template.questions.filter(question => !isAnswer(question, answers[question.id]))
  if (lacking.length > 0) {
    return { problems: lacking.map(({ id, ask }) => ({ at: `answers.${id}`, message: `Answer: ${ask}` })) }
  }
  const text = template.text.replace(/\{(\w+)(\+1)?\}/g, (_, id: string, more?: string) => {
    const answer = answers[id] ?? ''
    return JSON.stringify(more && typeof answer === 'number' ? answer + 1 : answer)
  })
  const parsed = parseSegment(text)
  if ('error' in parsed) return { problems: [{ at: 'answers', message: parsed.error.message }] }
  const checked = checkSegment(parsed.definition)
  if ('problems' in checked) return checked
  const { name, about: description, goal, hypothesis } = template
  const metric = segmentMetricSchema.parse(answered(template.metric, answers))
  return { made: { name, description, definition: checked.definition, goal: { goal, hypothesis, metric } } }
}

function isAnswer({ by }: Question, answer: Scalar | undefined): boolean {
  if (answer === undefined || answer === '') return false
  if (by === 'number') return typeof answer === 'number' && Number.isInteger(answer) && answer > 0
  return by === 'value' || typeof answer === 'string'
}

/** Plain data in which every text that is exactly `{id}` became the answer. */
function answered(value: unknown, answers: Answers): unknown {
  if (typeof value === 'string') return answers[/^\{(\w+)\}$/.exec(value)?.[1] ?? ''] ?? value
  if (Array.isArray(value)) return value.map(one => answered(one, answers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, answered(one, answers)]))
}
