import { bar, go, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { datesLabel, RANGES } from './dates.ts'
import { dayOf } from './days.ts'

export function DatePicker() {
  return (
    <Popover
      label="Dates"
      icon="calendar"
      class="date-picker"
      show={
        <>
          <span class="cut">{datesLabel.value}</span>
          <Icon name="down" small />
        </>
      }
    >
      {close => (
        <>
          {[{ value: null, label: 'All time' }, ...RANGES].map(one => (
            <a
              key={one.label}
              class="menu-item"
              href={here({ range: one.value, from: null, to: null })}
              aria-current={datesLabel.value === one.label}
              onClick={close}
            >
              {one.label}
            </a>
          ))}
          <div class="menu-line" />
          <div class="menu-label">Between two days</div>
          <div class="date-fields">
            <Day label="From" name="from" />
            <Day label="To" name="to" />
          </div>
        </>
      )}
    </Popover>
  )
}

function Day({ label, name }: { label: string; name: 'from' | 'to' }) {
  return (
    <label class="labelled">
      {label}
      <input
        class="input"
        type="date"
        value={dayOf(bar.value[name])}
        onChange={event => go(here({ [name]: event.currentTarget.value, range: null }))}
      />
    </label>
  )
}
