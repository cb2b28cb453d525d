import { useId } from 'preact/hooks'
import { Select, type SelectProps } from './Select.tsx'

interface ChoiceProps<T extends string> extends Omit<SelectProps<T>, 'id'> {
  /** The line says already what is chosen: the label is for those who do not see it. */
  unseen?: boolean
}

/** One of several, in a line of a question. */
export function Choice<T extends string>({ unseen, ...select }: ChoiceProps<T>) {
  const id = useId()
  return (
    <span class="choice">
      {!unseen && (
        <label class="quiet" for={id}>
          {select.label}
        </label>
      )}
      <Select {...select} id={id} />
    </span>
  )
}
