import { useEffect, useState } from 'preact/hooks'
import type { Suggest } from '../segments/builder/suggest.ts'
import { Combobox } from '../ui/Combobox.tsx'

interface NameBoxProps {
  label: string
  value: string
  placeholder: string
  suggest: Suggest
  onChange: (value: string) => void
}

/** A name that is asked for once it is chosen or written to its end, not letter by letter. */
export function NameBox({ label, value, placeholder, suggest, onChange }: NameBoxProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Combobox
      label={label}
      value={text}
      placeholder={placeholder}
      suggest={suggest}
      onChange={(written, taken) => {
        setText(written)
        if (taken) onChange(written)
      }}
      onDone={() => {
        if (text !== value) onChange(text)
      }}
    />
  )
}
