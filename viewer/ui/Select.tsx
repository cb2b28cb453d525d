export interface SelectProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  /** Of a select that is no word of a sentence, and has its label beside it. */
  id?: string
  onChange: (value: T) => void
}

/** One of several, as a word of a sentence. */
export function Select<T extends string>({ label, value, options, id, onChange }: SelectProps<T>) {
  return (
    <select
      id={id}
      class={id ? 'input' : 'input word'}
      aria-label={label}
      value={value}
      onChange={event => {
        const chosen = options.find(one => one.value === event.currentTarget.value)
        if (chosen) onChange(chosen.value)
      }}
    >
      {options.map(one => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  )
}
