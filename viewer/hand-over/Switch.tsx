import type { Signal } from '@preact/signals'

export function Switch({ on, label }: { on: Signal<boolean>; label: string }) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={on.value}
        onChange={event => {
          on.value = event.currentTarget.checked
        }}
      />
      <span>{label}</span>
    </label>
  )
}
