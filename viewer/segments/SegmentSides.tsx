import '../data/data-sides.css'
import { count, counted, share } from '../ui/words.ts'
import { sidesIn } from './sides.ts'

/** How much of the segment of the bar, and of the one it is compared with, is in this one. */
export function SegmentSides({ segment }: { segment: string }) {
  const sides = sidesIn(segment)
  if (sides.length === 0) return null
  return (
    <span class="segment-sides">
      {sides.map(({ name, both, of }, i) => (
        <span
          key={name}
          class={i === 1 ? 'data-share second' : 'data-share'}
          title={`${count(both)} of ${counted(of, 'person', 'people')} of “${name}” are in this segment`}
        >
          <span class="data-share-bar" style={{ '--share': of === 0 ? '0%' : `${(100 * both) / of}%` }} />
          {share(both, of)} <small class="quiet cut">of {name}</small>
        </span>
      ))}
    </span>
  )
}
