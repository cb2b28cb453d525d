import type { Split } from '../../../contract/behaviour/comparison.ts'
import { Failure } from '../../failure.ts'
import type { Question } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'
import { readTime } from '../parameters.ts'

interface Times {
  project: string
  from: number
  to: number
  now: number
}

/** After and before a moment: equal times on either side, within the dates. */
export async function timesOf(
  store: Store,
  asked: Times,
  split: Split,
): Promise<{ name: string; from: number; to: number }[]> {
  const at = await momentOf(store, asked, split)
  const long = Math.min(at - asked.from, asked.to - at)
  if (long <= 0) {
    throw new Failure(
      'bad-request',
      'That moment lies outside the dates: choose dates with time before and after it.',
    )
  }
  const what = momentName(split, at)
  return [
    { name: `After ${what}`, from: at, to: at + long },
    { name: `Before ${what}`, from: at - long, to: at },
  ]
}

/** The moment before and after which a segment is compared with itself. */
export async function momentOf(
  store: Store,
  asked: Pick<Times, 'project' | 'now'>,
  split: Split,
): Promise<number> {
  return split.by === 'date' ? readTime('The date', split.at)! : firstOfRelease(store, asked, split.release)
}

/** As the two sides are named by it. */
export function momentName(split: Split, at: number): string {
  return split.by === 'date' ? new Date(at).toISOString().slice(0, 10) : split.release
}

async function firstOfRelease(
  store: Store,
  { project, now }: Pick<Times, 'project' | 'now'>,
  release: string,
): Promise<number> {
  const question: Question = {
    segment: {
      subject: 'session',
      where: { kind: 'field', field: 'release', is: { op: 'is', values: [release] } },
    },
    asOf: { kind: 'at', time: now },
  }
  const { items } = await store.sessions({ project, question, limit: 1, order: 'asc' })
  const [first] = items
  if (!first) throw new Failure('not-found', `No session was recorded with the release “${release}”.`)
  return first.startedAt
}
