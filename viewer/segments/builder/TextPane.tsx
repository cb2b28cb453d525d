import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { SegmentText } from '../../../contract/segment/text.ts'
import { query, to } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { Notice } from '../../ui/State.tsx'
import { calls } from '../calls.ts'
import type { Draft } from '../draft.ts'
import { filledIn } from './tree.ts'

/** The text is read after typing paused this long, ms. */
const PAUSE_MS = 300

/** The segment as text: for links, review and the API. What is typed becomes the segment as soon as it can be read. */
export function TextPane({ draft }: { draft: Draft }) {
  const text = useSignal(query.peek().get('q') ?? '')
  const answer = useSignal<SegmentText | null>(null)
  const problem = useSignal<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** The definition that the text says, as JSON: one that came from elsewhere is printed anew. */
  const said = useRef('')
  const definition = draft.definition.value

  useEffect(() => {
    if (JSON.stringify(definition) === said.current) return
    const abort = new AbortController()
    const where = filledIn(definition.where)
    if (where) void print({ ...definition, where }, abort.signal)
    return () => abort.abort()
  }, [definition])
  useEffect(() => {
    // It came in the address, and could not be read.
    if (text.peek() !== '') void parse(text.peek())
    return () => clearTimeout(timer.current)
  }, [])

  async function print(asked: typeof definition, signal: AbortSignal) {
    try {
      const printed = await calls.text({ definition: asked }, signal)
      said.current = JSON.stringify(definition)
      text.value = printed.text
      answer.value = printed
      problem.value = null
    } catch (cause) {
      if (!signal.aborted) problem.value = wordsOf(cause)
    }
  }

  async function parse(typed: string) {
    try {
      const parsed = await calls.text({ text: typed })
      if (typed !== text.peek()) return
      answer.value = parsed
      problem.value = null
      if (!parsed.definition) return
      draft.put(parsed.definition)
      said.current = JSON.stringify(draft.definition.peek())
    } catch (cause) {
      problem.value = wordsOf(cause)
    }
  }

  const error = answer.value?.error
  const problems = answer.value?.problems ?? []
  return (
    <div class="text-pane">
      <textarea
        ref={area}
        class="input"
        aria-label="The segment as text"
        aria-invalid={Boolean(error) || problems.length > 0}
        spellcheck={false}
        rows={Math.min(16, Math.max(4, Math.ceil(text.value.length / 70) + 1))}
        placeholder={'person where trait "plan" is "pro" and did not do "Order Completed" in last 21 days'}
        value={text.value}
        onInput={event => {
          const typed = event.currentTarget.value
          text.value = typed
          clearTimeout(timer.current)
          timer.current = setTimeout(() => void parse(typed), PAUSE_MS)
        }}
      />
      {error && (
        <div class="text-error" role="alert">
          <code>
            {text.value.slice(Math.max(0, error.from - 40), error.from)}
            <mark>{text.value.slice(error.from, Math.max(error.to, error.from + 1)) || '⟨end⟩'}</mark>
          </code>
          <p>{error.message}</p>
          <Button
            look="quietly"
            onClick={() => {
              area.current?.focus()
              area.current?.setSelectionRange(error.from, error.to)
            }}
          >
            Go there
          </Button>
        </div>
      )}
      {problems.map(one => (
        <Notice key={`${one.at} ${one.message}`} bad>
          {one.at}: {one.message}
        </Notice>
      ))}
      {problem.value && <Notice bad>{problem.value}</Notice>}
      {answer.value?.definition && (
        <div class="text-actions">
          <Button icon="copy" look="quietly" onClick={() => void copyText(text.value, 'Text copied')}>
            Copy the text
          </Button>
          <Button
            icon="link"
            look="quietly"
            onClick={() =>
              void copyText(
                `${location.origin}${to('/segments/new', { segment: null, definition: null, q: text.value })}`,
                'Link copied',
              )
            }
          >
            Copy a link to it
          </Button>
        </div>
      )}
    </div>
  )
}
