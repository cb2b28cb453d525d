import { z } from 'zod'
import { HEAT_KINDS, WIDTH_BANDS } from '../../../../contract/behaviour/heat.ts'
import { Failure } from '../../../failure.ts'
import type { HeatmapQuery, HeatQuery } from '../../../store/heatmap-port.ts'
import { projectOf, type Read } from '../../api.ts'
import * as parameter from '../../parameters.ts'
import { askedQuestion } from '../../question.ts'

/** Whom is asked about. */
export const whom = {
  project: parameter.project,
  segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
  definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
  q: parameter.q,
  asOf: z.string().optional().meta({ description: 'now (default), session, or a time' }),
  from: parameter.time,
  to: parameter.time,
}

/** Which views of which page. */
export const where = {
  ...whom,
  page: z.string().min(1, 'name a page').max(2_000).meta({ description: 'Pattern of the page' }),
  width: z
    .string()
    .max(20)
    .default('desktop')
    .meta({ description: 'phone, tablet, desktop, or window widths in px as 320-480' }),
  release: z.string().max(200).optional(),
}

export const kind = z.enum(HEAT_KINDS).default('clicks')
/** As the viewer's address says it. */
export const EVERYONE_ELSE = 'everyone-else'
export const compare = z
  .string()
  .min(1)
  .meta({ description: `Id of a saved segment, or ${EVERYONE_ELSE}: all who are not in the one asked about` })

type Asked<T extends z.ZodRawShape> = z.infer<z.ZodObject<T>>

export async function askedWhom(
  { store, now }: Read,
  query: Asked<typeof whom>,
): Promise<Pick<HeatQuery, 'project' | 'question' | 'from' | 'to'>> {
  const project = (await projectOf(store, query.project)).id
  const question = (await askedQuestion(store, project, query, now()))?.question
  const from = parameter.readTime('from', query.from)
  const to = parameter.readTime('to', query.to)
  return {
    project,
    ...(question ? { question } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

export async function askedPage(read: Read, query: Asked<typeof where>): Promise<HeatQuery> {
  const { page, width, release } = query
  return {
    ...(await askedWhom(read, query)),
    page,
    widths: widthsOf(width),
    ...(release ? { release } : {}),
  }
}

export async function askedAgainst(
  { store, now }: Read,
  { project, question }: HeatQuery,
  { compare, asOf }: { compare: string; asOf?: string | undefined },
): Promise<NonNullable<HeatmapQuery['against']>> {
  if (compare !== EVERYONE_ELSE) {
    const other = await askedQuestion(store, project, { segment: compare, asOf }, now())
    if (other) return other.question
  }
  if (!question) throw new Failure('bad-request', 'Choose a segment to compare it with everyone else.')
  return 'rest'
}

export function widthsOf(text: string): readonly [number, number] {
  for (const band of ['phone', 'tablet', 'desktop'] as const) if (text === band) return WIDTH_BANDS[band]
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? []
  const widths = [Number(from), Number(to)] as const
  if (!(widths[0] >= 1 && widths[0] <= widths[1])) {
    throw new Failure(
      'bad-request',
      'Give “width” as phone, tablet, desktop, or two window widths in px, the smaller first, as 320-480.',
    )
  }
  return widths
}
