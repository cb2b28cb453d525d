/** What an address brings for a segment: a draft, a text, a goal. It is anyone's text, and checked like it. */

import { checkSegment } from '../../contract/segment/check.ts'
import { type SegmentGoal, segmentGoalSchema } from '../../contract/segment/goal.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { calls } from './calls.ts'

export const NO_GOAL: SegmentGoal = { goal: '', hypothesis: null, metric: null }

export function isGoal({ goal, hypothesis, metric }: SegmentGoal): boolean {
  return goal !== '' || hypothesis !== null || metric !== null
}

/** Null when there is none. */
export function draftIn(text: string | null): ReturnType<typeof checkSegment> | null {
  return text ? checkSegment(json(text)) : null
}

export function goalIn(text: string | null): SegmentGoal | null {
  return segmentGoalSchema.safeParse(json(text)).data ?? null
}

/** Null when there is none, or it cannot be read: the text is then shown, with the place. */
export async function textIn(text: string | null): Promise<SegmentDefinition | null> {
  if (!text) return null
  return (await calls.text({ text })).definition
}

function json(text: string | null): unknown {
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
