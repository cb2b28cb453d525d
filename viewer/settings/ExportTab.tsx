import './export.css'
import { useSignal } from '@preact/signals'
import { address } from '../api.ts'
import { segments } from '../frame/projects.ts'
import { bar } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/State.tsx'
import { count, counted } from '../ui/words.ts'
import { ExportEmbedding } from './ExportEmbedding.tsx'
import { exporting, goOn, save, startExport, stopExport } from './export.ts'

/** What leaves the installation whole, by segment. */
export function ExportTab() {
  const chosen = useSignal(bar.peek().segment ?? '')
  const { project } = bar.value
  const events = { project, segment: chosen.value }
  const running = exporting.value?.state === 'running'
  return (
    <>
      <section class="card">
        <h2>Take data out</h2>
        <p class="quiet">
          Sessions with their recordings and events, a JSON object a line; or events alone. Who takes out what
          is in the audit log.
        </p>
        <label class="labelled export-segment">
          Of whom
          <select
            class="input"
            value={chosen.value}
            disabled={running}
            onChange={event => {
              chosen.value = event.currentTarget.value
            }}
          >
            <option value="">Everyone</option>
            {(segments.value.value ?? []).map(one => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <div class="export-actions">
          <Button
            icon="download"
            look="primary"
            disabled={running}
            onClick={() => void startExport(chosen.value, project)}
          >
            Sessions, NDJSON
          </Button>
          <a class="button" href={address('/api/export/events', events)} download="events.ndjson">
            <Icon name="download" />
            Events, NDJSON
          </a>
          <a
            class="button"
            href={address('/api/export/events', { ...events, format: 'csv' })}
            download="events.csv"
          >
            <Icon name="download" />
            Events, CSV
          </a>
        </div>
        <Progress />
      </section>
      <ExportEmbedding />
    </>
  )
}

function Progress() {
  const now = exporting.value
  if (!now) return null
  const { project } = bar.value
  return (
    <div class="export-progress" aria-live="polite">
      <progress aria-label="How far it is" value={now.done} max={Math.max(1, now.sessions)} />
      <span>
        {count(now.done)} of {counted(now.sessions, 'session')}, {(now.bytes / 1e6).toFixed(1)} MB
        {now.state === 'stopped' && ', stopped'}
      </span>
      {now.state === 'running' && (
        <Button icon="pause" onClick={stopExport}>
          Stop
        </Button>
      )}
      {now.state === 'stopped' && (
        <Button icon="play" look="primary" onClick={() => void goOn(project)}>
          Go on
        </Button>
      )}
      {now.state === 'done' && (
        <Button icon="download" onClick={save}>
          Save the file again
        </Button>
      )}
      {now.problem && <Notice bad>{now.problem}</Notice>}
    </div>
  )
}
