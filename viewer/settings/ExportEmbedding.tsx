import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Embedding } from '../../contract/embedding.ts'
import { address, read, send } from '../api.ts'
import { may } from '../frame/account.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { say } from '../ui/toast.ts'

const embedding = remote<Embedding>()

/** Sites that may show public links in a frame. */
export function ExportEmbedding() {
  const typed = useSignal<string | null>(null)
  const refusal = useSignal<string | null>(null)
  const { project } = bar.value
  useEffect(() => {
    void load(embedding, () => read<Embedding>('/api/settings/embedding', { project }))
  }, [project])
  const { value, problem } = embedding.value
  const save = async () => {
    const origins = (typed.value ?? '').split(/\s+/).filter(Boolean)
    try {
      const kept = await send<Embedding>('PUT', address('/api/settings/embedding', { project }), { origins })
      embedding.value = { value: kept, loading: false, problem: null }
      typed.value = null
      refusal.value = null
      say('Saved.')
    } catch (cause) {
      refusal.value = wordsOf(cause)
    }
  }
  return (
    <section class="card">
      <h2>Public links in other sites</h2>
      <p class="quiet">
        Sites that may show a public link in a frame, as a wiki does; one a line. Without any, none may.
      </p>
      <form
        class="embedding-form"
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <textarea
          class="input"
          aria-label="Sites that may frame public links"
          placeholder="https://wiki.example.org"
          rows={3}
          spellcheck={false}
          disabled={!value || !may.value.includes('settings')}
          value={typed.value ?? (value?.origins ?? []).join('\n')}
          onInput={event => {
            typed.value = event.currentTarget.value
          }}
        />
        {(refusal.value ?? problem) && <Notice bad>{refusal.value ?? problem}</Notice>}
        <Button type="submit" disabled={typed.value === null}>
          Save
        </Button>
      </form>
    </section>
  )
}
