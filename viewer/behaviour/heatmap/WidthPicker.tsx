import { useState } from 'preact/hooks'
import { WIDTH_BANDS } from '../../../contract/behaviour/heat.ts'
import type { HeatPage } from '../../../contract/behaviour/heatmap.ts'
import { count } from '../../ui/words.ts'

const BANDS = ['desktop', 'tablet', 'phone'] as const
const LABELS = { desktop: 'Desktop', tablet: 'Tablet', phone: 'Phone' }

interface WidthPickerProps {
  /** A band, or `320-480`. */
  value: string
  bands: HeatPage['bands'] | undefined
  onChange: (width: string) => void
}

/** Windows of which width are looked at: a layout for each. */
export function WidthPicker({ value, bands, onChange }: WidthPickerProps) {
  const isOwn = /^\d/.test(value)
  const [own, setOwn] = useState(isOwn)
  const [from, to] = isOwn ? value.split('-') : ['320', '480']
  const [low, setLow] = useState(from)
  const [high, setHigh] = useState(to)
  const isRange = Number(low) >= 1 && Number(low) <= Number(high) && Number(high) <= 99_999
  return (
    <div class="heat-widths">
      <label class="heat-field">
        <span>Window</span>
        <select
          class="input"
          value={own || isOwn ? 'own' : value}
          onChange={event => {
            const chosen = event.currentTarget.value
            setOwn(chosen === 'own')
            if (chosen !== 'own') onChange(chosen)
          }}
        >
          {BANDS.map(band => (
            <option key={band} value={band}>
              {LABELS[band]} ({rangeOf(band)}){bands ? ` · ${count(bands[band])}` : ''}
            </option>
          ))}
          <option value="own">Own width …</option>
        </select>
      </label>
      {(own || isOwn) && (
        <form
          class="heat-own"
          onSubmit={event => {
            event.preventDefault()
            if (isRange) onChange(`${Number(low)}-${Number(high)}`)
          }}
        >
          <input
            class="input"
            inputMode="numeric"
            aria-label="Narrowest window, px"
            aria-invalid={!isRange}
            value={low}
            onInput={event => setLow(event.currentTarget.value)}
          />
          to
          <input
            class="input"
            inputMode="numeric"
            aria-label="Widest window, px"
            aria-invalid={!isRange}
            value={high}
            onInput={event => setHigh(event.currentTarget.value)}
          />
          px
          <button type="submit" class="button" disabled={!isRange}>
            Show
          </button>
          {!isRange && (
            <span class="heat-own-wrong" role="alert">
              From the narrowest to the widest, 1 to 99,999 px.
            </span>
          )}
        </form>
      )}
    </div>
  )
}

function rangeOf(band: (typeof BANDS)[number]): string {
  const [from, to] = WIDTH_BANDS[band]
  if (band === 'phone') return `up to ${to} px`
  return band === 'desktop' ? `from ${from} px` : `${from}–${to} px`
}
