import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { ago, count, counted } from '../ui/words.ts'
import { allExports, exportProblem, goOn, removeExport, save, stopExport } from './export.ts'
import type { KeptExport } from './kept-exports.ts'

/** Exports of this browser: the one under way, those that can go on, and those whose file is still here. */
export function ExportList() {
  const all = allExports.value ?? []
  const busy = all.some(one => one.state === 'running')
  return (
    <>
      {exportProblem.value && <Notice bad>{exportProblem.value}</Notice>}
      {all.length > 0 && (
        <section aria-labelledby="exports-title">
          <h3 id="exports-title">Exports in this browser</h3>
          <ul class="export-list">
            {all.map(one => (
              <li key={one.id}>
                <Row one={one} busy={busy} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Row({ one, busy }: { one: KeptExport; busy: boolean }) {
  const sure = useSignal(false)
  return (
    <div class="export-progress" aria-live="polite">
      <b class="cut">{one.name}</b>
      <span class="quiet">{ago(one.startedAt, Date.now())}</span>
      <progress aria-label="How far it is" value={one.done} max={Math.max(1, one.sessions)} />
      <span>
        {count(one.done)} of {counted(one.sessions, 'session')}, {(one.bytes / 1e6).toFixed(1)} MB
        {one.state === 'stopped' && ', stopped'}
      </span>
      {one.state === 'running' && (
        <Button icon="pause" onClick={stopExport}>
          Stop
        </Button>
      )}
      {one.state === 'stopped' && (
        <Button icon="play" look="primary" disabled={busy} onClick={() => void goOn(one)}>
          Go on
        </Button>
      )}
      {one.state === 'done' && (
        <Button icon="download" onClick={() => void save(one)}>
          Save the file again
        </Button>
      )}
      {one.state !== 'running' &&
        (sure.value ? (
          <Button look="danger" icon="bin" onClick={() => void removeExport(one.id)}>
            Remove for good
          </Button>
        ) : (
          <Button
            icon="bin"
            look="quietly"
            label={`Remove the export of ${one.name} from this browser`}
            onClick={() => {
              sure.value = true
            }}
          />
        ))}
      {one.problem && <Notice bad>{one.problem}</Notice>}
    </div>
  )
}
