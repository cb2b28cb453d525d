import './hand-over.css'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { FileTab } from './FileTab.tsx'
import { createLinks } from './links.ts'
import { MomentTab } from './MomentTab.tsx'
import { PublicTab } from './PublicTab.tsx'
import { RangeField } from './RangeField.tsx'
import { ReportTab } from './ReportTab.tsx'
import { range, rangeAround } from './range.ts'
import { createReportSending } from './report-hook.ts'
import { TestTab } from './TestTab.tsx'
import { hand, TABS, type TabId } from './tabs.ts'
import { createTexts } from './texts.ts'
import { createTrackerKept } from './tracker.ts'

/** Stands beside the replay, which goes on being there to find the range in. */
export function HandOverPanel({ player, tab }: { player: Player; tab: TabId }) {
  const panel = useRef<HTMLElement>(null)
  const { links, texts, kept, sending } = useMemo(() => {
    range.value = rangeAround(player.at.peek(), player.length.peek())
    return {
      links: createLinks(player.id),
      texts: createTexts(player),
      kept: createTrackerKept(),
      sending: createReportSending(player.id),
    }
  }, [player])

  useEffect(() => {
    const chosen = panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
    chosen?.focus({ preventScroll: true })
    // On a narrow screen it stands below the replay.
    if (matchMedia('(max-width: 1000px)').matches) panel.current?.scrollIntoView()
    return () => {
      texts.stop()
      range.value = null
    }
  }, [texts])

  const close = () => {
    hand(null)
    document.querySelector<HTMLElement>('.hand-over-button')?.focus()
  }
  return (
    <aside
      class="hand-over card"
      ref={panel}
      aria-label="Hand over"
      onKeyDown={event => {
        // The player's keys play and seek; here they type and choose.
        event.stopPropagation()
        if (event.key === 'Escape') close()
      }}
    >
      <header>
        <Tabs tab={tab} />
        <Button icon="cross" look="quietly" label="Close" onClick={close} />
      </header>
      <div id="hand-over-tab" role="tabpanel" aria-labelledby={`hand-${tab}`} class="hand-over-tab">
        {tab !== 'moment' && tab !== 'file' && <RangeField player={player} />}
        {tab === 'moment' && <MomentTab player={player} />}
        {tab === 'public' && <PublicTab player={player} links={links} />}
        {tab === 'report' && <ReportTab player={player} texts={texts} kept={kept} sending={sending} />}
        {tab === 'test' && <TestTab texts={texts} />}
        {tab === 'file' && <FileTab player={player} />}
      </div>
    </aside>
  )
}

function Tabs({ tab }: { tab: TabId }) {
  const list = useRef<HTMLDivElement>(null)
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = TABS.findIndex(one => one.id === tab)
    const next = TABS[(at + step + TABS.length) % TABS.length]
    if (step === 0 || !next) return
    event.preventDefault()
    hand(next.id)
    list.current?.querySelector<HTMLElement>(`#hand-${next.id}`)?.focus()
  }
  return (
    <div class="panel-tabs" role="tablist" aria-label="Hand over" ref={list} onKeyDown={keys}>
      {TABS.map(one => (
        <button
          key={one.id}
          id={`hand-${one.id}`}
          type="button"
          role="tab"
          aria-selected={one.id === tab}
          aria-controls="hand-over-tab"
          tabIndex={one.id === tab ? 0 : -1}
          onClick={() => hand(one.id)}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}
