import { useEffect, useState } from 'preact/hooks'
import type { MentionHookShown } from '../../contract/mention.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { hook, hookProblem, loadHook, saveHook } from './mention-hook.ts'

export function MentionHookCard() {
  useEffect(() => void loadHook(), [])
  const { value, problem } = hook.value
  return (
    <section class="card" aria-label="Telling who is mentioned">
      <h2>Telling who is mentioned</h2>
      <p class="quiet">
        Members find notes that mention them under “Addressed to you”. An address here is told as well, so
        that it can write a mail or a chat message: a POST of the event <code>Segreel Mention</code>, signed
        in <code>X-Signature</code> (hex HMAC-SHA1 of the body).
      </p>
      {problem && !value && (
        <Problem title="The webhook is not here" problem={problem} again={() => void loadHook()} />
      )}
      {!value && !problem && <Skeleton width={280} />}
      {value && <Form key={value.url ?? ''} value={value} />}
      {hookProblem.value && <Notice bad>{hookProblem.value}</Notice>}
    </section>
  )
}

function Form({ value }: { value: MentionHookShown }) {
  const [url, setUrl] = useState(value.url ?? '')
  const [secret, setSecret] = useState('')
  const { delivered, waiting, failed, lastError } = value
  return (
    <form
      class="mention-hook"
      onSubmit={event => {
        event.preventDefault()
        void saveHook({ url: url.trim(), secret }).then(saved => saved && setSecret(''))
      }}
    >
      <label class="labelled">
        Address
        <input
          class="input"
          type="url"
          placeholder="https://mail.shop.example/mentions"
          maxLength={2000}
          required
          value={url}
          onInput={event => setUrl(event.currentTarget.value)}
        />
      </label>
      <label class="labelled">
        Secret of the signature
        <input
          class="input"
          autocomplete="off"
          placeholder={value.url === null ? 'At least 8 characters' : 'As it is'}
          minLength={8}
          maxLength={500}
          required={value.url === null}
          value={secret}
          onInput={event => setSecret(event.currentTarget.value)}
        />
      </label>
      {value.url !== null && (
        <p class="quiet">
          {counted(delivered, 'mention')} delivered, {waiting} waiting, {failed} given up.
          {lastError !== null && ` The last problem: ${lastError}`}
        </p>
      )}
      <div class="mention-hook-actions">
        <Button type="submit" look="primary" disabled={url.trim() === ''}>
          Save
        </Button>
        {value.url !== null && (
          <Button look="quietly" onClick={() => void saveHook(null)}>
            Tell nobody
          </Button>
        )}
      </div>
    </form>
  )
}
