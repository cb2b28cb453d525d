interface ChoiceProps<T extends string> {
  label: string
  /** The line says already what is chosen: the label is for those who do not see it. */
  unseen?: boolean
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** One of several, in a line of a question. */
export function Choice<T extends string>({ label, unseen, value, options, onChange }: ChoiceProps<T>) {
  return (
    <label class="choice">
      <span class={unseen ? 'visually-hidden' : 'quiet'}>{label}</span>
      <select
        class="input"
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
    </label>
  )
}
