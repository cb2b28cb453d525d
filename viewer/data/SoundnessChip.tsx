import './soundness.css'
import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { bar, to } from '../location.ts'
import { count } from '../ui/words.ts'
import { loadSoundness, soFar, soundness, stopSoundness } from './soundness.ts'

/** What is wrong with the events a segment asks for; nothing where nothing is. */
export function SoundnessChip({ segment }: { segment: string }) {
  const one = soundness.value.get(segment)
  if (!one || one.sound) return null
  const words = `${count(one.violations)} violations in the events this segment asks for`
  return (
    <a
      class="chip warn"
      href={to('/data/violations', { damages: segment, segment: null, definition: null })}
      title={words}
      aria-label={words}
    >
      data not sound: {count(one.violations)}
    </a>
  )
}

/** Beside a segment that is open: also that its data is sound. */
export function SegmentSoundness({ segment }: { segment: string | null }) {
  useEffect(() => {
    const stop = effect(() => {
      bar.value
      void loadSoundness()
    })
    return () => {
      stop()
      stopSoundness()
    }
  }, [segment])
  const one = segment === null ? undefined : soundness.value.get(segment)
  if (!one) return null
  return (
    <p class="segment-soundness">
      {one.sound && soFar.value ? (
        <span class="chip" title="Violations are added as they are found">
          data sound so far: {count(soFar.value.done)} of {count(soFar.value.total)} events looked at
        </span>
      ) : one.sound ? (
        <span class="chip" title="No violation in the events this segment asks for, in the chosen dates">
          data sound
        </span>
      ) : (
        <SoundnessChip segment={one.id} />
      )}
    </p>
  )
}
