import { useState } from 'preact/hooks'
import { go, here } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice } from '../ui/State.tsx'
import type { DestinationInput, ShownDestination } from './calls.ts'
import { destinationProblem, inputOf, KINDS, save } from './destinations.ts'
import { FilterFields } from './FilterFields.tsx'

const OFFERED = (['webhook', 'segment', 'amplitude'] as const).map(value => ({
  value,
  label: KINDS[value].label,
}))

const NEW: DestinationInput = {
  name: '',
  kind: 'webhook',
  url: '',
  secret: '',
  filter: { types: [], events: [], segment: null },
  mapping: { omit: [], rename: {} },
  stopped: false,
}

/** Makes or changes a destination. Lists are one name a line; renames are `from = to`. */
export function DestinationForm({ of }: { of: ShownDestination | null }) {
  const [input, setInput] = useState<DestinationInput>(of ? inputOf(of) : NEW)
  const [renames, setRenames] = useState(renameLines(input.mapping.rename))
  const [unread, setUnread] = useState<string | null>(null)
  const change = (part: Partial<DestinationInput>) => setInput({ ...input, ...part })
  const back = here({ add: null, edit: null })
  const submit = async (event: Event) => {
    event.preventDefault()
    const { rename, unread } = readRenames(renames)
    setUnread(unread)
    if (unread !== null) return
    const mapping = { omit: trimmed(input.mapping.omit), rename }
    if (await save({ ...input, mapping }, of?.id ?? null)) go(back)
  }
  const words = KINDS[input.kind]
  return (
    <form class="card destination-form" onSubmit={event => void submit(event)}>
      <h2>{of ? `Change ${of.name}` : 'Add a destination'}</h2>
      {!of && (
        <Segmented
          label="Kind"
          name="kind"
          value={input.kind}
          options={OFFERED}
          onChange={kind => change({ kind, url: input.url || KINDS[kind].url })}
        />
      )}
      <div class="form-pair">
        <Field label="Name" value={input.name} onInput={name => change({ name })} />
        <Field
          label={words.secret}
          value={input.secret}
          hint={words.hint}
          onInput={secret => change({ secret })}
        />
      </div>
      <Field
        label="Address"
        mode="url"
        value={input.url}
        hint="Private and loopback addresses are refused unless the server’s configuration allows them."
        onInput={url => change({ url })}
      />
      <FilterFields filter={input.filter} onChange={filter => change({ filter })} />
      <div class="form-pair">
        <Lines
          label="Leave out these properties and traits"
          hint="One name a line."
          value={input.mapping.omit.join('\n')}
          onInput={text => change({ mapping: { ...input.mapping, omit: text.split('\n') } })}
        />
        <Lines
          label="Send under another name"
          hint="As “from = to”, one a line."
          value={renames}
          onInput={setRenames}
        />
      </div>
      {unread !== null && (
        <Notice bad>“{unread}” is no pair of names: write the old one, “=” and the new one.</Notice>
      )}
      {destinationProblem.value && <Notice bad>{destinationProblem.value}</Notice>}
      <div class="data-tools">
        <Button type="submit" look="primary">
          {of ? 'Save' : 'Add'}
        </Button>
        <LinkButton href={back}>Cancel</LinkButton>
      </div>
    </form>
  )
}

interface FieldProps {
  label: string
  value: string
  hint?: string
  mode?: 'text' | 'url'
  onInput: (text: string) => void
}

function Field({ label, value, hint, mode = 'text', onInput }: FieldProps) {
  return (
    <label class="labelled">
      {label}
      <input
        class="input"
        inputmode={mode}
        required
        autocomplete="off"
        value={value}
        onInput={event => onInput(event.currentTarget.value)}
      />
      {hint && <span class="hint">{hint}</span>}
    </label>
  )
}

function Lines({ label, value, hint, onInput }: FieldProps) {
  return (
    <label class="labelled">
      {label}
      <textarea class="input" rows={3} value={value} onInput={event => onInput(event.currentTarget.value)} />
      <span class="hint">{hint}</span>
    </label>
  )
}

function trimmed(names: string[]): string[] {
  return names.map(one => one.trim()).filter(Boolean)
}

function renameLines(rename: Record<string, string>): string {
  return Object.entries(rename)
    .map(([from, to]) => `${from} = ${to}`)
    .join('\n')
}

/** The pairs, and the first line that is none. */
function readRenames(text: string): { rename: Record<string, string>; unread: string | null } {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const pairs = lines.map(line => line.split('=').map(part => part.trim()))
  const unread = lines.find((_, i) => pairs[i]?.length !== 2 || pairs[i].includes(''))
  return { rename: Object.fromEntries(pairs), unread: unread?.trim() ?? null }
}
