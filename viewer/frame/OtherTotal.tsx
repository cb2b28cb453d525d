import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { bar, EVERYONE_ELSE, here } from '../location.ts'
import { counted } from '../ui/words.ts'
import { askedBy, type Compared, loadOtherTotal, otherTotal } from './compared-total.ts'
import { comparison } from './comparison.ts'

interface OtherTotalProps {
  of: Compared
  one: string
  many?: string
}

/** Beside the total of a list: how many the segment has that it is compared with. */
export function OtherTotal({ of, one, many }: OtherTotalProps) {
  useEffect(
    () =>
      effect(() => {
        askedBy()
        void loadOtherTotal(of)
      }),
    [of],
  )
  const other = comparison.value
  const { value, problem } = otherTotal.value
  if (other === null) return null
  if (problem)
    return (
      <span class="other-total">
        {' '}
        · {other.name}: {problem}
      </span>
    )
  if (!value || value.other === null) return null
  const words = `${other.name}: ${counted(value.other, one, many)}`
  const { segment, definition } = bar.value
  // Everyone else, and what is not saved, cannot stand on the other side.
  if (other.value === EVERYONE_ELSE || definition) return <span class="other-total"> · {words}</span>
  return (
    <span class="other-total">
      {' · '}
      <a
        href={here({ segment: other.value, compare: segment ?? null })}
        title="Look at these, compared with the others"
      >
        {words}
      </a>
    </span>
  )
}
