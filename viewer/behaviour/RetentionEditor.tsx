import { useState } from 'preact/hooks'
import type { RetentionInput } from '../../contract/behaviour/retention.ts'
import { Choice } from '../ui/Choice.tsx'
import { define } from './definition.ts'
import { StepEditor } from './StepEditor.tsx'

const UNITS = [
  { value: 'day', label: 'days' },
  { value: 'week', label: 'weeks' },
  { value: 'month', label: 'months' },
] as const
const CLOCKS = [
  { value: 'calendar', label: 'of the calendar' },
  { value: 'rolling', label: 'of 24 hours' },
] as const
const KINDS = [
  { value: 'n', label: 'in that period' },
  { value: 'unbounded', label: 'in it or later' },
  { value: 'bracket', label: 'in brackets' },
] as const
const LENGTHS = ['4', '8', '12', '26', '30'].map(value => ({ value, label: value }))
const FIRST = [
  { value: 'range', label: 'the first time in the dates' },
  { value: 'ever', label: 'the first time ever' },
] as const
const JUDGED = [
  { value: 'start', label: 'when it begins' },
  { value: 'asked', label: 'as chosen above' },
] as const

export function RetentionEditor({ retention }: { retention: RetentionInput }) {
  const put = (change: Partial<RetentionInput>) => define({ ...retention, ...change })
  const brackets = retention.brackets ?? [
    [0, 0],
    [1, 3],
    [4, 7],
    [8, 14],
  ]
  return (
    <section class="card behaviour-editor" aria-label="The question">
      <div class="behaviour-tools">
        <span class="quiet">It begins with</span>
        <StepEditor label="Beginning" step={retention.begin} onChange={begin => put({ begin })} />
        <span class="quiet">and coming back is</span>
        <StepEditor label="Coming back" step={retention.back} onChange={back => put({ back })} />
      </div>
      <div class="behaviour-tools">
        <Choice
          label="Counted in"
          value={retention.unit ?? 'week'}
          options={UNITS}
          onChange={unit => put({ unit })}
        />
        <Choice
          label="Clock"
          unseen
          value={retention.clock ?? 'calendar'}
          options={CLOCKS}
          onChange={clock => put({ clock })}
        />
        <Choice
          label="Came back"
          value={retention.kind ?? 'n'}
          options={KINDS}
          onChange={kind => put({ kind })}
        />
        {retention.kind === 'bracket' ? (
          <Brackets
            key={JSON.stringify(brackets)}
            brackets={brackets}
            put={read => put({ brackets: read })}
          />
        ) : (
          <Choice
            label="Periods"
            value={String(retention.periods ?? 8)}
            options={LENGTHS}
            onChange={value => put({ periods: Number(value) })}
          />
        )}
        <Choice
          label="Whoever it begins for"
          value={retention.firstEver ? 'ever' : 'range'}
          options={FIRST}
          onChange={value => put({ firstEver: value === 'ever' })}
        />
        <Choice
          label="Segment judged"
          value={retention.judged ?? 'start'}
          options={JUDGED}
          onChange={judged => put({ judged })}
        />
      </div>
    </section>
  )
}

interface BracketsProps {
  brackets: [number, number][]
  put: (brackets: [number, number][]) => void
}

/** What cannot be read stays as it was written, and is not asked. */
function Brackets({ brackets, put }: BracketsProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <label class="choice">
      <span class="quiet">Brackets</span>
      <input
        class="input"
        size={18}
        aria-invalid={wrong !== null}
        defaultValue={brackets
          .map(([first, last]) => (first === last ? first : `${first}-${last}`))
          .join(', ')}
        onChange={event => {
          const { read, unread } = readBrackets(event.currentTarget.value)
          setWrong(unread)
          if (unread === null) put(read)
        }}
      />
      {wrong !== null && (
        <span class="brackets-wrong" role="alert">
          “{wrong}” is no bracket: write them as 0, 1-3, 4-7.
        </span>
      )}
    </label>
  )
}

/** `0, 1-3, 4-7`; what of it cannot be read, or null. */
function readBrackets(text: string): { read: [number, number][]; unread: string | null } {
  const read: [number, number][] = []
  for (const part of text.split(',')) {
    const [, first, last = first] = part.match(/^\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4}))?\s*$/) ?? []
    if (first === undefined) return { read, unread: part.trim() }
    read.push([Number(first), Number(last)])
  }
  return { read, unread: null }
}
