import { Icon } from '../../ui/Icon.tsx'
import { kindWords } from './kind-words.ts'

interface KindsPickerProps<T extends string> {
  label: string
  /** What none chosen means. */
  any: string
  kinds: readonly T[]
  value: T[]
  onChange: (kinds: T[]) => void
}

/** Several of a few names. */
export function KindsPicker<T extends string>({ label, any, kinds, value, onChange }: KindsPickerProps<T>) {
  const left = kinds.filter(kind => !value.includes(kind))
  return (
    <>
      {value.map((kind, i) => (
        <span key={kind} class="value">
          {i > 0 && <span class="joint">or</span>}
          <span class="value-chip">
            {kindWords(kind)}
            <button
              type="button"
              aria-label={`Without ${kindWords(kind)}`}
              onClick={() => onChange(value.filter(one => one !== kind))}
            >
              <Icon name="cross" small />
            </button>
          </span>
        </span>
      ))}
      {left.length > 0 && (
        <select
          class="input word"
          aria-label={label}
          value=""
          onChange={event => {
            const kind = left.find(one => one === event.currentTarget.value)
            if (kind) onChange([...value, kind])
          }}
        >
          <option value="">{value.length === 0 ? any : 'or …'}</option>
          {left.map(kind => (
            <option key={kind} value={kind}>
              {kindWords(kind)}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
