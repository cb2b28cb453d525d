import './recorder-form.css'
import { useEffect } from 'preact/hooks'
import type { RecorderSettings } from '../../contract/settings.ts'
import { Button } from '../ui/Button.tsx'
import { Problem, Skeleton } from '../ui/State.tsx'
import { entriesOf, type Field, linesOf, RECORDER_FIELDS } from './recorder-fields.ts'
import {
  change,
  changed,
  kept,
  loadSettings,
  refusal,
  save,
  saving,
  settings,
  undo,
} from './recorder-settings.ts'

export function RecorderForm() {
  useEffect(() => {
    void loadSettings()
  }, [])
  const now = settings.value
  if (!now) {
    const { problem } = kept.value
    if (problem)
      return <Problem title="The settings are not here" problem={problem} again={() => void loadSettings()} />
    return <Skeleton width={320} />
  }
  return (
    <form
      class="recorder-form"
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {RECORDER_FIELDS.map(({ title, fields }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {fields.map(field => (
            <Row key={field.name} field={field} settings={now} />
          ))}
        </fieldset>
      ))}
      {refusal.value && (
        <p class="recorder-refusal" role="alert">
          {refusal.value}
        </p>
      )}
      <div class="recorder-actions">
        <Button type="submit" look="primary" disabled={!changed.value || saving.value}>
          Save
        </Button>
        <Button look="quietly" disabled={!changed.value} onClick={undo}>
          Undo changes
        </Button>
      </div>
    </form>
  )
}

function Row({ field, settings }: { field: Field; settings: RecorderSettings }) {
  const id = `recorder-${field.name}`
  return (
    <div class={`recorder-row ${field.kind}`}>
      <label class="recorder-label" for={id}>
        {field.label}
      </label>
      <Control field={field} settings={settings} id={id} />
      <span class="quiet recorder-hint" id={`${id}-hint`}>
        {field.hint}
      </span>
    </div>
  )
}

function Control({ field, settings, id }: { field: Field; settings: RecorderSettings; id: string }) {
  switch (field.kind) {
    case 'switch':
      return (
        <input
          type="checkbox"
          id={id}
          aria-describedby={`${id}-hint`}
          checked={settings[field.name]}
          onChange={event => change({ [field.name]: event.currentTarget.checked })}
        />
      )
    case 'number':
      return (
        <span class="recorder-number">
          <input
            class="input"
            type="number"
            min={0}
            max={field.max}
            step="any"
            id={id}
            aria-describedby={`${id}-hint`}
            value={Number((settings[field.name] / field.scale).toFixed(6))}
            onInput={event => {
              const typed = event.currentTarget.valueAsNumber
              // While it is empty or half typed nothing is changed yet.
              if (Number.isFinite(typed)) change({ [field.name]: Number((typed * field.scale).toFixed(6)) })
            }}
          />
          <span class="quiet">{field.unit}</span>
        </span>
      )
    case 'text':
      return (
        <input
          class="input"
          spellcheck={false}
          id={id}
          aria-describedby={`${id}-hint`}
          value={settings[field.name]}
          onInput={event => change({ [field.name]: event.currentTarget.value })}
        />
      )
    case 'list':
      return (
        <textarea
          class="input"
          rows={Math.min(6, Math.max(2, settings[field.name].length + 1))}
          spellcheck={false}
          id={id}
          aria-describedby={`${id}-hint`}
          value={linesOf(settings[field.name])}
          onChange={event => change({ [field.name]: entriesOf(event.currentTarget.value) })}
        />
      )
  }
}
