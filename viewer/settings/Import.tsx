import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { importFiles, imports } from './import.ts'

export function Import() {
  const input = useRef<HTMLInputElement>(null)
  const over = useSignal(false)
  const take = (files: FileList | null | undefined) => {
    if (files && files.length > 0) void importFiles([...files])
  }
  return (
    <div
      class={over.value ? 'drop over' : 'drop'}
      onDragOver={event => {
        event.preventDefault()
        over.value = true
      }}
      onDragLeave={() => {
        over.value = false
      }}
      onDrop={event => {
        event.preventDefault()
        over.value = false
        take(event.dataTransfer?.files)
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        class="visually-hidden"
        tabIndex={-1}
        aria-label="Recordings"
        onChange={event => take(event.currentTarget.files)}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <span class="quiet">or drop them here</span>
      <ul>
        {imports.value.map(one => (
          <li key={one.name}>
            {one.problem ? (
              <Notice bad>
                {one.name}: {one.problem}
              </Notice>
            ) : one.session ? (
              <a href={to(`/sessions/${encodeURIComponent(one.session)}`, { segment: null })}>
                Watch {one.name}
              </a>
            ) : (
              <span class="quiet">Importing {one.name} …</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
