import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import type { ReportSending } from './report-hook.ts'

/** Kept for the project: everyone's reports may be sent there. */
export function ReportHookForm({ sending, onDone }: { sending: ReportSending; onDone: () => void }) {
  const first = useRef<HTMLInputElement>(null)
  const known = sending.hook.peek()
  const url = useSignal(known?.url ?? '')
  const secret = useSignal(known?.secret ?? '')
  useEffect(() => first.current?.focus(), [])
  const finish = async (hook: { url: string; secret: string } | null) => {
    if (await sending.keep(hook)) onDone()
  }
  return (
    <form
      class="hand-over-form tracker-form"
      onSubmit={event => {
        event.preventDefault()
        void finish({ url: url.value.trim(), secret: secret.value })
      }}
    >
      <h3>Where this project’s reports are sent to</h3>
      <p class="quiet">
        A POST of JSON: title, Markdown, link, environment, picture. <code>x-signature</code> is the HMAC-SHA1
        of the body under the secret.
      </p>
      <label class="labelled">
        Address to send to
        <input
          class="input"
          ref={first}
          type="url"
          spellcheck={false}
          placeholder="https://bugs.example.com/incoming"
          value={url.value}
          onInput={event => {
            url.value = event.currentTarget.value
          }}
        />
      </label>
      <label class="labelled">
        Secret
        <input
          class="input"
          autocomplete="off"
          spellcheck={false}
          minLength={8}
          value={secret.value}
          onInput={event => {
            secret.value = event.currentTarget.value
          }}
        />
      </label>
      {sending.problem.value && <Notice bad>{sending.problem.value}</Notice>}
      <div class="hand-over-actions">
        <Button type="submit" look="primary" disabled={url.value.trim() === '' || secret.value.length < 8}>
          Keep address
        </Button>
        <Button look="quietly" onClick={onDone}>
          Cancel
        </Button>
        {known && (
          <Button look="danger" icon="bin" onClick={() => void finish(null)}>
            Forget
          </Button>
        )}
      </div>
    </form>
  )
}
