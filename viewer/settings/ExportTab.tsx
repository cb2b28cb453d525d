import './export.css'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { address } from '../api.ts'
import { segments } from '../frame/projects.ts'
import { bar } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ExportEmbedding } from './ExportEmbedding.tsx'
import { ExportList } from './ExportList.tsx'
import { allExports, loadExports, startExport } from './export.ts'

/** What leaves the installation whole, by segment. */
export function ExportTab() {
  const chosen = useSignal(bar.peek().segment ?? '')
  const { project } = bar.value
  const events = { project, segment: chosen.value }
  const running = allExports.value?.some(one => one.state === 'running') ?? true
  useEffect(() => void loadExports(), [])
  const name = segments.value.value?.find(one => one.id === chosen.value)?.name ?? 'Everyone'
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
            onClick={() => void startExport(chosen.value, name, project)}
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
        <ExportList />
      </section>
      <ExportEmbedding />
    </>
  )
}
