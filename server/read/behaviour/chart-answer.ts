import { z } from 'zod'
import type { BoardChart } from '../../../contract/behaviour/board-chart.ts'
import { splitSchema } from '../../../contract/behaviour/comparison.ts'
import { funnelSchema } from '../../../contract/behaviour/funnel.ts'
import { heatListInputSchema } from '../../../contract/behaviour/heat-list.ts'
import { pathFlowSchema } from '../../../contract/behaviour/path-flow.ts'
import { retentionSchema } from '../../../contract/behaviour/retention.ts'
import { trendSchema } from '../../../contract/behaviour/trend.ts'
import { sentenceOf } from '../../../contract/problem-words.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import type { Asked } from './ask.ts'
import { answerCompare } from './compare.ts'
import { answerFunnel } from './funnel.ts'
import { answerHeatList } from './heat-list.ts'
import { answerPaths } from './paths.ts'
import { answerRetention } from './retention.ts'
import { answerTrend } from './trend.ts'

const compareSchema = z.object({ split: splitSchema.nullable().default(null) })

/** The answer to a kept chart, as its tab would show it. */
export async function answerChart(store: Store, asked: Asked, { kind, definition, title }: BoardChart) {
  const read = <T>(schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(definition)
    if (parsed.success) return parsed.data
    throw new Failure('bad-request', `“${title}” cannot be asked. ${sentenceOf(parsed.error.issues[0])}`)
  }
  switch (kind) {
    case 'funnel':
      return answerFunnel(store, asked, read(funnelSchema))
    case 'retention':
      return answerRetention(store, asked, read(retentionSchema))
    case 'trend':
      return answerTrend(store, asked, read(trendSchema))
    case 'paths':
      return answerPaths(store, asked, read(pathFlowSchema))
    case 'compare':
      return answerCompare(store, asked, read(compareSchema).split)
    case 'heatmap':
      return answerHeatList(store, asked, read(heatListInputSchema))
  }
}
