import { bar, go, here } from '../location.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { type AsOfChoice, asOfChoice, asOfDay } from './as-of.ts'
import { dayOf } from './days.ts'

const CHOICES = [
  { value: 'now', label: 'now' },
  { value: 'session', label: 'when recorded' },
  { value: 'day', label: 'on a day' },
] as const

/** Who is in it now, who was when the session was recorded, or who was at the end of a day. */
export function AsOf() {
  const choose = (value: AsOfChoice) => {
    const today = dayOf(new Date().toISOString())
    go(here({ asOf: value === 'now' ? null : value === 'day' ? today : value }))
  }
  return (
    <div class="menu-as-of">
      <span>Judged</span>
      <Segmented label="As of" name="as-of" value={asOfChoice.value} options={CHOICES} onChange={choose} />
      {asOfChoice.value === 'day' && (
        <input
          class="input"
          type="date"
          aria-label="The day at whose end it is judged"
          value={asOfDay.value}
          onChange={event => {
            if (event.currentTarget.value !== bar.value.asOf) go(here({ asOf: event.currentTarget.value }))
          }}
        />
      )}
    </div>
  )
}
