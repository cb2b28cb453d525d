import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Problem, Skeleton } from '../ui/State.tsx'
import { keepPaths, loadPaths, paths } from './paths.ts'
import { entriesOf, linesOf } from './recorder-fields.ts'

export function PathForm() {
  const typed = useSignal<string | null>(null)
  const refusal = useSignal<string | null>(null)
  useEffect(() => {
    void loadPaths()
  }, [])
  const { value, problem } = paths.value
  if (!value) {
    if (problem)
      return <Problem title="The pages are not here" problem={problem} again={() => void loadPaths()} />
    return <Skeleton width={320} />
  }
  return (
    <form
      class="path-form"
      onSubmit={async event => {
        event.preventDefault()
        refusal.value = await keepPaths(entriesOf(typed.value ?? ''))
        if (refusal.value === null) typed.value = null
      }}
    >
      <textarea
        class="input"
        aria-label="Addresses that are one page"
        placeholder="/product/:slug"
        rows={4}
        spellcheck={false}
        value={typed.value ?? linesOf(value)}
        onInput={event => {
          typed.value = event.currentTarget.value
        }}
      />
      {refusal.value && (
        <p class="recorder-refusal" role="alert">
          {refusal.value}
        </p>
      )}
      <Button type="submit" disabled={typed.value === null}>
        Save
      </Button>
    </form>
  )
}
