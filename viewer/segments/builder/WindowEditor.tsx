import { CALENDAR_UNITS, type Window } from '../../../contract/segment/windows.ts'
import { Select } from '../../ui/Select.tsx'
import { EventBox } from './EventBox.tsx'
import { HoursInput } from './HoursInput.tsx'
import { NumberInput } from './NumberInput.tsx'
import { WINDOW_LABELS, windowOf } from './windows.ts'

interface WindowEditorProps {
  value: Window
  inSession: boolean
  onChange: (window: Window) => void
}

/** `in the last [7] days`, and all other times. */
export function WindowEditor({ value, inSession, onChange }: WindowEditorProps) {
  return (
    <>
      <Select
        label="When"
        value={value.kind}
        options={WINDOW_LABELS.filter(one => inSession || one.value !== 'session')}
        onChange={kind => onChange(windowOf(kind))}
      />
      <Detail value={value} onChange={onChange} />
    </>
  )
}

/** Ten years: the contract's longest. */
const MOST_DAYS = 3660

function Detail({ value, onChange }: Omit<WindowEditorProps, 'inSession'>) {
  switch (value.kind) {
    case 'ever':
    case 'session':
      return null
    case 'last': {
      const change = (days: number) => onChange({ kind: 'last', days: Math.min(days, MOST_DAYS) })
      return (
        <>
          <NumberInput label="Days" value={value.days} min={1} onChange={change} />
          <span>{value.days === 1 ? 'day' : 'days'}</span>
        </>
      )
    }
    case 'ago':
      return (
        <>
          <span>from</span>
          <NumberInput
            label="Days ago it begins"
            value={value.from}
            min={1}
            onChange={from => onChange({ ...value, from: Math.min(from, MOST_DAYS) })}
          />
          <span>to</span>
          <NumberInput
            label="Days ago it ends"
            value={value.to}
            min={0}
            onChange={to => onChange({ ...value, to: Math.min(to, MOST_DAYS) })}
          />
          <span>days ago</span>
        </>
      )
    case 'since':
      return <DateInput label="Since" value={value.at} onChange={at => onChange({ ...value, at })} />
    case 'between':
      return (
        <>
          <DateInput label="From" value={value.from} onChange={from => onChange({ ...value, from })} />
          <span>until</span>
          <DateInput
            label="Until, not included"
            value={value.to}
            onChange={to => onChange({ ...value, to })}
          />
        </>
      )
    case 'calendar':
      return <Calendar value={value} onChange={onChange} />
    case 'since-first':
      return <SinceFirst value={value} onChange={onChange} />
    case 'after':
      return (
        <>
          <EventBox
            label="Event before"
            value={value.event}
            onChange={event => onChange({ ...value, event })}
          />
          <span>within</span>
          <HoursInput
            label="Time after it"
            value={value.hours}
            onChange={hours => onChange({ ...value, hours })}
          />
        </>
      )
  }
}

interface DetailProps<K extends Window['kind']> {
  value: Extract<Window, { kind: K }>
  onChange: (window: Window) => void
}

const WHOLE = [
  { value: 'whole', label: 'whole' },
  { value: 'current', label: 'and the current' },
] as const

function Calendar({ value, onChange }: DetailProps<'calendar'>) {
  return (
    <>
      <span>the last</span>
      <NumberInput
        label="How many"
        value={value.back}
        min={value.whole ? 1 : 0}
        onChange={back => onChange({ ...value, back: Math.min(back, 520) })}
      />
      <Select
        label="Which of them"
        value={value.whole ? 'whole' : 'current'}
        options={WHOLE}
        onChange={which =>
          onChange({
            ...value,
            whole: which === 'whole',
            back: Math.max(value.back, which === 'whole' ? 1 : 0),
          })
        }
      />
      <Select
        label="Calendar unit"
        value={value.unit}
        options={CALENDAR_UNITS.map(unit => ({ value: unit, label: value.whole ? `${unit}s` : unit }))}
        onChange={unit => onChange({ ...value, unit })}
      />
    </>
  )
}

const LIMITED = [
  { value: 'no', label: 'without end' },
  { value: 'yes', label: 'for' },
] as const
const FIRST = [
  { value: 'seen', label: 'time the person was seen' },
  { value: 'event', label: 'time of' },
] as const

function SinceFirst({ value, onChange }: DetailProps<'since-first'>) {
  return (
    <>
      <Select
        label="First what"
        value={value.event === null ? 'seen' : 'event'}
        options={FIRST}
        onChange={what => onChange({ ...value, event: what === 'seen' ? null : '' })}
      />
      {value.event !== null && (
        <EventBox label="First event" value={value.event} onChange={event => onChange({ ...value, event })} />
      )}
      <Select
        label="How long"
        value={value.hours === null ? 'no' : 'yes'}
        options={LIMITED}
        onChange={limited => onChange({ ...value, hours: limited === 'yes' ? 24 : null })}
      />
      {value.hours !== null && (
        <HoursInput
          label="Time from it"
          value={value.hours}
          onChange={hours => onChange({ ...value, hours })}
        />
      )}
    </>
  )
}

interface DateInputProps {
  label: string
  value: string
  onChange: (at: string) => void
}

/** A day; midnight UTC. */
function DateInput({ label, value, onChange }: DateInputProps) {
  return (
    <input
      class="input"
      type="date"
      aria-label={label}
      value={value.slice(0, 10)}
      onChange={event => {
        const day = event.currentTarget.value
        if (day) onChange(`${day}T00:00:00.000Z`)
      }}
    />
  )
}
