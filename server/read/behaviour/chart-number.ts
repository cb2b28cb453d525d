import type { BoardChart } from '../../../contract/behaviour/board-chart.ts'
import { funnelSchema } from '../../../contract/behaviour/funnel.ts'
import { retentionSchema } from '../../../contract/behaviour/retention.ts'
import { type TrendUnit, trendSchema } from '../../../contract/behaviour/trend.ts'
import { Failure } from '../../failure.ts'
import { usualRanges } from '../../statistics/season.ts'
import type { Store } from '../../store/port.ts'
import type { Asked } from './ask.ts'
import { answerFunnel } from './funnel.ts'
import { answerRetention } from './retention.ts'
import { answerTrend } from './trend.ts'

/** The number that an alert watches, and the range it usually lies in where that can be told. */
export interface Watched {
  value: number | null
  usual: { low: number; high: number } | null
  name: string
}

/** Of a funnel its conversion, of retention the last column that is over, of a trend its last whole span. */
export async function numberOf(
  store: Store,
  asked: Asked,
  { kind, definition }: BoardChart,
): Promise<Watched> {
  switch (kind) {
    case 'funnel': {
      const { sides } = await answerFunnel(store, asked, funnelSchema.parse(definition))
      const whole = (sides[0]?.trend ?? []).filter(one => !one.partial)
      const rates = whole.map(({ entered, converted }) => (entered === 0 ? null : converted / entered))
      return {
        value: sides[0]?.conversion.share ?? null,
        usual: usualRanges(rates, 7, false).at(-1) ?? null,
        name: 'conversion',
      }
    }
    case 'retention': {
      const { sides } = await answerRetention(store, asked, retentionSchema.parse(definition))
      const over = sides[0]?.summary.findLast(one => one.of > 0)
      return { value: over?.share ?? null, usual: null, name: 'share that came back' }
    }
    case 'trend': {
      const trend = trendSchema.parse(definition)
      const { lines } = await answerTrend(store, asked, trend)
      const last = lines[0]?.points.findLast(point => !point.partial)
      const name = last ? `number of ${spanWords(last.at, trend.unit, asked.zone)}` : 'number'
      return { value: last?.value ?? null, usual: last?.usual ?? null, name }
    }
    default:
      throw new Failure(
        'bad-request',
        'Only funnels, retention and trends have a number that can be watched.',
      )
  }
}

const SPANS: Record<TrendUnit, Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
}

/** `22 Nov`, `the week of 16 Nov`: where the project is. */
function spanWords(at: number, unit: TrendUnit, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { ...SPANS[unit], timeZone }).format(at)
  return unit === 'week' ? `the week of ${date}` : date
}
