/** A text to copy, also by hand: a press selects it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  return (
    <label class="labelled">
      {label}
      <input class="input copy-field" readOnly value={text} onFocus={event => event.currentTarget.select()} />
    </label>
  )
}
