import { z } from 'zod'
import { type Split, splitSchema } from '../../../contract/behaviour/comparison.ts'
import { Failure } from '../../failure.ts'
import type { Read } from '../api.ts'
import { type Asked, type Asking, askedOf, asking } from './ask.ts'
import { timesOf } from './split.ts'

/** Whom, when; or the same before and after a moment. */
export const askingOnce = {
  ...asking,
  split: z.string().max(400).optional().meta({
    description: 'A date or a release, as JSON of a Split: the segment after it beside itself before',
  }),
}

export async function askedOnce(read: Read, query: Asking & { split?: string | undefined }): Promise<Asked> {
  const { split, ...rest } = query
  if (split === undefined) return askedOf(read, rest)
  const { compare: _, ...alone } = rest
  const asked = await askedOf(read, alone)
  const [side] = asked.sides
  const times = await timesOf(read.store, asked, readSplit(split))
  return {
    ...asked,
    sides: times.map(({ name, from, to }) => ({ whom: side!.whom, name, times: { from, to } })),
    notices: [
      ...asked.notices,
      'Who began in both times counts in each: the differences are tested as between different people, which is cautious.',
    ],
  }
}

function readSplit(text: string): Split {
  try {
    return splitSchema.parse(JSON.parse(text))
  } catch {
    throw new Failure(
      'bad-request',
      'Give “split” as {"by":"date","at":"2026-10-05"} or {"by":"release","release":"2.4.0"}.',
    )
  }
}
