import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import { to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { segmentOf } from './funnel-segment.ts'

interface AsSegmentProps {
  funnel: FunnelInput
  /** From 0. */
  step: number
  which: 'reached' | 'dropped'
}

/** Takes the people behind a number of a funnel into the segment builder. */
export function AsSegment(asked: AsSegmentProps) {
  const made = segmentOf(asked.funnel, asked.step, asked.which)
  if ('problem' in made) return <small class="quiet">No segment: {made.problem}</small>
  return (
    <LinkButton
      icon="people"
      look="quietly"
      href={to('/segments/new', { draft: JSON.stringify(made.definition), segment: null, definition: null })}
    >
      As a segment
    </LinkButton>
  )
}
