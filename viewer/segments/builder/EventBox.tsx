import { Combobox } from '../../ui/Combobox.tsx'
import { suggest } from './suggest.ts'

interface EventBoxProps {
  value: string
  label?: string
  onChange: (event: string) => void
}

/** The name of an event, out of those that arrived. */
export function EventBox({ value, label = 'Event', onChange }: EventBoxProps) {
  return (
    <Combobox
      label={label}
      value={value}
      placeholder="event"
      invalid={value.trim() === ''}
      suggest={suggest('event')}
      onChange={onChange}
    />
  )
}
