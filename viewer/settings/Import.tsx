import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { importFiles, imports } from './import.ts'

export function Import() {
  const input = useRef<HTMLInputElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const over = useSignal(false)
  const take = (files: FileList | null | undefined) => {
    if (files && files.length > 0) void importFiles([...files])
  }
  // Dropping is a shortcut for the button, so its listeners are no control of their own.
  useEffect(() => {
    const drag = (event: DragEvent) => {
      event.preventDefault()
      over.value = event.type === 'dragover'
      if (event.type === 'drop') take(event.dataTransfer?.files)
    }
    for (const type of DRAGS) room.current?.addEventListener(type, drag)
    return () => {
      for (const type of DRAGS) room.current?.removeEventListener(type, drag)
    }
  }, [])
  return (
    <div class={over.value ? 'drop over' : 'drop'} ref={room}>
      <input
        ref={input}
        type="file"
        accept=".json,.ndjson,.jsonl,application/json,application/x-ndjson"
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
        {imports.value.map((one, i) => (
          <li key={i}>
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

const DRAGS = ['dragover', 'dragleave', 'drop'] as const
