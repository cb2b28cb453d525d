import { z } from 'zod'
import type { Question } from '../../segment/question.ts'
import { projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion } from '../question.ts'

/** Of whom, and when: what the viewer's bar says. */
export const asked = z.object({
  project: parameter.project,
  segment: z.string().optional().meta({ description: 'Events of the persons of this segment' }),
  definition: z.string().max(100_000).optional(),
  q: parameter.q,
  asOf: z.string().optional(),
  from: parameter.time,
  to: parameter.time,
})

export interface Narrowed {
  project: string
  question?: Question
  /** Epoch ms: in [from, to). */
  from?: number
  to?: number
}

export async function narrowed({ store, now }: Read, query: z.infer<typeof asked>): Promise<Narrowed> {
  const project = (await projectOf(store, query.project)).id
  const segment = await askedQuestion(store, project, query, now())
  const from = parameter.readTime('from', query.from)
  const to = parameter.readTime('to', query.to)
  return {
    project,
    ...(segment && { question: segment.question }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}
