import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Suggestion } from '../../contract/api.ts'
import { count } from './words.ts'

interface ComboboxProps {
  label: string
  value: string
  placeholder?: string
  invalid?: boolean
  suggest: (prefix: string, signal: AbortSignal) => Promise<Suggestion[]>
  /** While typing, and when a suggestion is taken. */
  onChange: (text: string, taken?: Suggestion) => void
  /** Enter, or leaving the field, when what was typed is no suggestion. */
  onDone?: () => void
}

/** Typing starts asking after this pause, ms. */
const PAUSE_MS = 120

/** A text field that offers what really arrived. Anything else can be typed, too. */
export function Combobox({ label, value, placeholder, invalid, suggest, onChange, onDone }: ComboboxProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // Taking a suggestion may take the field away, and with it the focus: that is no leaving of the field.
  const taken = useRef(false)
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Suggestion[] | null>(null)
  const [at, setAt] = useState(-1)

  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        setFound(await suggest(value, abort.signal))
        setAt(-1)
      } catch {
        // Without suggestions one types; asking goes on with the next letter.
        if (!abort.signal.aborted) setFound([])
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [open, value])

  const take = (one: Suggestion) => {
    taken.current = true
    setOpen(false)
    onChange(String(one.value), one)
  }
  const keys = (event: KeyboardEvent) => {
    const many = found?.length ?? 0
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (many > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + many) % many)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = open ? found?.[at] : undefined
      if (chosen) take(chosen)
      else {
        setOpen(false)
        onDone?.()
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setOpen(false)
    }
  }
  const shown = open && found !== null && found.length > 0
  return (
    <span class="combobox">
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-invalid={invalid}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        // As wide as its words, so that the line reads as a sentence.
        size={Math.min(38, Math.max(8, (value || placeholder || '').length + 1))}
        value={value}
        onInput={event => {
          taken.current = false
          onChange(event.currentTarget.value)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          if (!taken.current) onDone?.()
          taken.current = false
        }}
        onKeyDown={keys}
      />
      {shown && (
        <span class="popover combobox-list" role="listbox" id={`${id}-list`} aria-label={label}>
          {found.map((one, i) => (
            <span
              key={`${typeof one.value} ${one.value}`}
              id={`${id}-${i}`}
              class="menu-item"
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              // Before blur, which would close the list under the pointer.
              onPointerDown={event => {
                event.preventDefault()
                take(one)
              }}
            >
              <span class="cut">{String(one.value)}</span>
              <span class="menu-note">{count(one.count)}</span>
            </span>
          ))}
        </span>
      )}
    </span>
  )
}
