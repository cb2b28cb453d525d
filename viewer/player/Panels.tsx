import './panels.css'
import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { NotesPanel } from '../notes/NotesPanel.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { DomPanel } from './dom/DomPanel.tsx'
import { EntryList } from './EntryList.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import { choosePanel, panel } from './panel-chosen.ts'
import { needsScan, PANELS, type PanelId, rowsOf } from './panels.ts'
import type { Player } from './player.ts'

export function Panels({ player }: { player: Player }) {
  const search = useSignal('')
  const current = panel.value
  const scan = player.scan.value
  useEffect(() => {
    if (needsScan(current)) scan?.start()
  }, [current, scan])
  const rows = useComputed(() => rowsOf(player.entries.value, panel.value, search.value))
  const loaded = player.session.value.value !== null
  return (
    <aside class="panels card" aria-label="What happened">
      <PanelTabs player={player} />
      <div id="panel" role="tabpanel" aria-labelledby={`panel-tab-${current}`} class="panel">
        {current === 'person' ? (
          <PersonPanel player={player} />
        ) : current === 'notes' ? (
          <NotesPanel player={player} />
        ) : current === 'tree' ? (
          <DomPanel player={player} />
        ) : (
          <>
            <input
              class="input panel-search"
              type="search"
              placeholder={`Search ${rows.value.length} ${rows.value.length === 1 ? 'line' : 'lines'}`}
              aria-label="Search in this list"
              value={search.value}
              onInput={event => {
                search.value = event.currentTarget.value
              }}
            />
            {player.missing.value.map(words => (
              <Notice key={words}>{words}</Notice>
            ))}
            <ScanState player={player} panelId={current} />
            {loaded ? (
              <EntryList player={player} rows={rows} empty={emptyWords(current, search.value)} />
            ) : (
              <Waiting />
            )}
          </>
        )}
      </div>
    </aside>
  )
}

function PanelTabs({ player }: { player: Player }) {
  const list = useRef<HTMLDivElement>(null)
  const counts = useComputed(() =>
    Object.fromEntries(PANELS.map(one => [one.id, rowsOf(player.entries.value, one.id, '').length])),
  )
  // All stand in one row that scrolls: the chosen one is always in sight.
  useLayoutEffect(() => {
    const row = list.current
    const tab = row?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (row && tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2
  }, [panel.value])
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const at = PANELS.findIndex(one => one.id === panel.peek())
    const next = PANELS[(at + step + PANELS.length) % PANELS.length]
    if (!next) return
    choosePanel(next.id)
    list.current?.querySelector<HTMLElement>(`#panel-tab-${next.id}`)?.focus()
  }
  return (
    <div class="panel-tabs" role="tablist" aria-label="Panels" ref={list} onKeyDown={keys}>
      {PANELS.map(one => {
        const many = counts.value[one.id] ?? 0
        const current = panel.value === one.id
        return (
          <button
            key={one.id}
            id={`panel-tab-${one.id}`}
            type="button"
            role="tab"
            aria-selected={current}
            aria-controls="panel"
            tabIndex={current ? 0 : -1}
            onClick={() => choosePanel(one.id)}
          >
            {one.label}
            {(one.id === 'failures' || one.id === 'notes') && many > 0 && (
              <small class={one.id}>{many}</small>
            )}
          </button>
        )
      })}
    </div>
  )
}

function ScanState({ player, panelId }: { player: Player; panelId: PanelId }) {
  const scan = player.scan.value
  if (!scan || !needsScan(panelId)) return null
  if (scan.problem.value) return <Notice bad>{scan.problem.value}</Notice>
  if (scan.done.value >= scan.total) return null
  return (
    <p class="panel-scan quiet" role="status">
      Reading the recording: {scan.done.value} of {scan.total} parts
      <progress value={scan.done.value} max={scan.total} aria-hidden="true" />
    </p>
  )
}

function Waiting() {
  return (
    <ul class="entries" aria-hidden="true">
      {Array.from({ length: 9 }, (_, i) => (
        <li key={i} class="entry-skeleton">
          <Skeleton width={34} />
          <Skeleton width={`${40 + ((i * 17) % 45)}%`} />
        </li>
      ))}
    </ul>
  )
}

const EMPTY: Record<PanelId, string> = {
  activity: 'Nothing was noticed in this session.',
  events: 'No analytics event belongs to this session.',
  console: 'Nothing was logged to the console.',
  network: 'No request was recorded.',
  failures: 'No failure and no frustration: it went well.',
  pages: 'No page view was recorded.',
  vitals: 'No web vital was recorded.',
  inputs: 'No field was used.',
  tree: '',
  notes: '',
  person: '',
}

function emptyWords(id: PanelId, search: string): string {
  return search ? `Nothing here contains “${search}”.` : EMPTY[id]
}
