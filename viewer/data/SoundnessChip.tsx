import { to } from '../location.ts'
import { count } from '../ui/words.ts'
import { soundness } from './soundness.ts'

/** What is wrong with the events a segment asks for; nothing where nothing is. */
export function SoundnessChip({ segment }: { segment: string }) {
  const one = soundness.value.get(segment)
  if (!one || one.sound) return null
  const words = `${count(one.violations)} violations in the events this segment asks for`
  return (
    <a class="chip warn" href={to('/data/violations', { damages: segment })} title={words} aria-label={words}>
      data not sound: {count(one.violations)}
    </a>
  )
}
