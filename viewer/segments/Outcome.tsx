import { useEffect } from 'preact/hooks'
import type { MetricShare, SegmentOutcome } from '../../contract/segment/overlap.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'
import { Notice } from '../ui/State.tsx'
import { count } from '../ui/words.ts'
import { calls } from './calls.ts'
import type { Draft } from './draft.ts'

const outcome = remote<SegmentOutcome>()

/** The saved segment's metric now, and whether its size can tell anything. */
export function Outcome({ draft }: { draft: Draft }) {
  const { id } = draft
  const saved = draft.saved.value
  const asked = id !== null && saved?.goal?.metric ? saved.updatedAt : null
  useEffect(() => {
    if (id && asked !== null) void load(outcome, () => calls.outcome(id, bar.peek().project), { keep: false })
  }, [id, asked])
  const { value, problem } = outcome.value
  if (asked === null) return null
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) return null
  return (
    <div class="outcome">
      <p>
        Now <b>{shareWords(value.segment)}</b> of this segment, {shareWords(value.others)} of everyone else.{' '}
        {value.words}
      </p>
      {value.warning && <Notice>{value.warning}</Notice>}
    </div>
  )
}

function shareWords({ of, who, low, high }: MetricShare): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  if (of === 0) return 'nobody'
  return `${percent(who / of)} (${count(who)} of ${count(of)}; ${percent(low)} to ${percent(high)})`
}
