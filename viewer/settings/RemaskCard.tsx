import type { Signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { Remask, RemaskInput } from '../../contract/masking.ts'
import { Button } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice, Problem } from '../ui/State.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import { loadMasking, mask, maskProblem, masks } from './leak-scan.ts'

const WAYS = [
  { value: 'selector', label: 'Elements' },
  { value: 'text', label: 'A text' },
] as const
const HINTS = {
  selector:
    'A CSS selector of tags, #id, .class and [attribute]; what stands inside is masked, too, and what was typed. Events stay as they are.',
  text: 'As it stands there, in letters of either case; * stands for any letters of a word, as in *@example.org. Ids stay: delete the person instead.',
}

/** `wanted`: what the form says; the scan writes into it. */
export function RemaskCard({ wanted }: { wanted: Signal<RemaskInput> }) {
  const [sure, setSure] = useState(false)
  const { by, what } = wanted.value
  const { value, problem } = masks.value
  return (
    <section class="card">
      <h2>Mask what was recorded</h2>
      <p class="quiet">
        Goes through every recording, puts stars in the place of what fits, and reads it again; a text also in
        events, traits and notes. For visits to come, say it in the recorder's settings as well.
      </p>
      <form
        class="mask-form"
        onSubmit={event => {
          event.preventDefault()
          if (!sure) return
          void mask({ by, what: what.trim() }).then(begun => {
            setSure(false)
            if (begun) wanted.value = { by, what: '' }
          })
        }}
      >
        <Segmented
          label="What to mask"
          name="mask-by"
          value={by}
          options={WAYS}
          onChange={next => {
            wanted.value = { by: next, what }
          }}
        />
        <input
          id="mask-what"
          class="input"
          aria-label={by === 'selector' ? 'Selector' : 'Text'}
          placeholder={by === 'selector' ? '#account .email' : '*@example.org'}
          spellcheck={false}
          maxLength={500}
          value={what}
          onInput={event => {
            wanted.value = { by, what: event.currentTarget.value }
          }}
        />
        <p class="quiet">{HINTS[by]}</p>
        <label class="mask-sure">
          <input type="checkbox" checked={sure} onChange={event => setSure(event.currentTarget.checked)} />I
          know that this cannot be undone
        </label>
        <Button type="submit" look="danger" disabled={!sure || what.trim() === ''}>
          {by === 'selector' ? 'Mask in all recordings' : 'Mask everywhere'}
        </Button>
      </form>
      {maskProblem.value && <Notice bad>{maskProblem.value}</Notice>}
      {problem && (
        <Problem title="This could not be loaded" problem={problem} again={() => void loadMasking()} />
      )}
      {value && value.items.length > 0 && (
        <ul class="masks">
          {value.items.map(one => (
            <Receipt key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Receipt({ one }: { one: Remask }) {
  const { state } = one
  return (
    <li>
      <div class="mask-head">
        <code class="cut">{one.what}</code>
        <span class={state === 'failed' ? 'chip warn' : 'chip'}>
          {state === 'running' ? 'under way' : state === 'done' ? 'masked' : 'failed'}
        </span>
      </div>
      <div class="quiet">
        <span title={fullTime(one.startedAt)}>{ago(one.startedAt, Date.now())}</span> by {one.who}
      </div>
      {state === 'running' ? (
        <progress
          aria-label="How far it is"
          value={one.looked + one.eventsLooked}
          max={Math.max(1, one.total + one.eventsTotal)}
        />
      ) : (
        <div>
          {counted(one.places, 'place')} masked: in {counted(one.sessions, 'session')} of{' '}
          {counted(one.looked, 'session')}
          {one.by === 'text' && ` and in ${counted(one.events, 'event')}`}.
          {state === 'done' && one.places > 0 && ' Read again: nothing left.'}
        </div>
      )}
      {one.ids > 0 && (
        <Notice>
          {counted(one.ids, 'event')} {one.ids === 1 ? 'carries' : 'carry'} the text in an id, which says who
          somebody is and stays. To be rid of it, delete the person.
        </Notice>
      )}
      {one.problem && <Notice bad>{one.problem}</Notice>}
    </li>
  )
}
